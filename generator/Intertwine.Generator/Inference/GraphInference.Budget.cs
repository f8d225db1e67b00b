using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>
/// The error budget of a model. Each approximate layer states by how much at most it misses equivariance, |f(g x) - g f(x)| of a channel (EQV2001); the budget bounds the sum over all layers and all copies of blocks. What layers behind
/// them make of these errors is not counted.
/// </summary>
internal sealed partial class GraphInference
{
    private readonly List<(string Path, double Error)> _approximate = [];

    private void CheckErrorBudget()
    {
        ClassSpec type = _model.Class;
        Value budget = type.ErrorBudget;
        if (budget.Kind is ValueKind.None or ValueKind.Error)
        {
            return;
        }

        var place = new Place(type.Attribute, "ErrorBudget");
        if (!(budget.Number >= 0 && budget.Number <= double.MaxValue))
        {
            ReportAt(ProblemIds.WrongValue, place, "ErrorBudget", "a number that is not negative", budget.ToString());
            return;
        }

        double sum = _approximate.Sum(layer => layer.Error);
        if (sum > budget.Number)
        {
            const int Named = 3;
            string layers = string.Join(", ", _approximate.OrderByDescending(layer => layer.Error).Take(Named).Select(layer => layer.Path)) + (_approximate.Count > Named ? ", …" : "");
            ReportAt(ProblemIds.BeyondErrorBudget, place, Scientific(sum), Scientific(budget.Number), layers);
        }
    }

    private void ReportAt(string id, Place place, params string[] arguments) => _problems.Add(new Problem(id, _model.Class.FullName, null, place, new EquatableArray<string>(arguments)));

    private static string Scientific(double number) => number.ToString("0.###e+0", System.Globalization.CultureInfo.InvariantCulture);
}

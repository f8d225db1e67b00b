using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The images of generators as text, in their order with ';' between them: <c>[0,0,1]</c>, the coefficients of an infinitesimal generator; <c>h0^2*exp[0,0,1.5]</c>, an element as a product of powers of discrete generators and
/// of exponentials; <c>1</c>, the identity.
/// </summary>
internal static class EmbeddingNotation
{
    public static string Write(SubgroupEmbedding embedding)
        => string.Join(";", embedding.InfinitesimalImages.Select(Vector).Concat(embedding.DiscreteImages.Select(Word)));

    /// <summary>The embedding with these images; null where the text is none.</summary>
    public static SubgroupEmbedding? Read(Group subgroup, Group group, string text)
    {
        string[] images = text.Length == 0 ? [] : text.Split(';');
        if (images.Length != subgroup.InfinitesimalCount + subgroup.DiscreteCount)
        {
            return null;
        }

        double[]?[] algebra = [.. images.Take(subgroup.InfinitesimalCount).Select(image => ReadVector(image, group))];
        GroupElement?[] elements = [.. images.Skip(subgroup.InfinitesimalCount).Select(image => ReadWord(image, group))];
        return algebra.Contains(null) || elements.Contains(null) ? null : new SubgroupEmbedding(subgroup, group, [.. algebra.Select(image => image!)], [.. elements.Select(image => image!)]);
    }

    private static string Vector(IReadOnlyList<double> coefficients) => "[" + string.Join(",", coefficients.Select(NumberText.RoundTrip)) + "]";

    private static string Word(GroupElement element) => element.Factors.Count == 0
        ? "1"
        : string.Join("*", element.Factors.Select(factor => factor.Coefficients is { } coefficients
            ? "exp" + Vector(coefficients)
            : string.Format(CultureInfo.InvariantCulture, "h{0}^{1}", factor.Discrete, factor.Power)));

    private static double[]? ReadVector(string text, Group group)
    {
        text = text.Trim();
        if (text.Length < 2 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return null;
        }

        string[] numbers = text.Substring(1, text.Length - 2).Split(',');
        double[] result = new double[numbers.Length];
        for (int i = 0; i < result.Length; i++)
        {
            if (!double.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out result[i]) || double.IsNaN(result[i]) || double.IsInfinity(result[i]))
            {
                return null;
            }
        }

        return result.Length == group.InfinitesimalCount ? result : null;
    }

    private static GroupElement? ReadWord(string text, Group group)
    {
        GroupElement result = GroupElement.Identity(group);
        if (text.Trim() == "1")
        {
            return result;
        }

        foreach (string word in text.Split('*').Select(factor => factor.Trim()))
        {
            string[] power = word.Split('^');
            if (word.StartsWith("exp", StringComparison.Ordinal) && ReadVector(word.Substring(3), group) is { } coefficients)
            {
                result *= GroupElement.Exponential(group, coefficients);
            }
            else if (power.Length == 2 && power[0].Length > 1 && power[0][0] == 'h'
                && int.TryParse(power[0].Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < group.DiscreteCount
                && int.TryParse(power[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent) && Math.Abs((long)exponent) <= 1 << 16)
            {
                result *= GroupElement.Discrete(group, index, exponent);
            }
            else
            {
                return null;
            }
        }

        return result;
    }
}

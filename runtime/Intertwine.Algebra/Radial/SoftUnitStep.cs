namespace Intertwine.Algebra;

/// <summary><c>exp(-1 / x)</c> for x &gt; 0, else 0: a step from 0 to 1 with derivatives of all orders everywhere. e3nn's <c>soft_unit_step</c>.</summary>
public static class SoftUnitStep
{
    public static double Evaluate(double x) => x > 0 ? Math.Exp(-1 / x) : 0;

    /// <summary><c>exp(-1 / x) / x^2</c> for x &gt; 0, else 0.</summary>
    public static double Derivative(double x)
    {
        // Below, the value is zero in double precision, and 1 / x^2 may not be finite.
        return x > 1e-3 ? Math.Exp(-1 / x) / (x * x) : 0;
    }
}

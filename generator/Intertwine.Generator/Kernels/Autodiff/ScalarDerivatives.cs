namespace Intertwine.Generator.Kernels;

/// <summary>f'(x) for every <see cref="ScalarFunction"/>, made of the same functions, so that it can be differentiated again.</summary>
internal static class ScalarDerivatives
{
    private static readonly double TwoOverSqrtPi = 2 / Math.Sqrt(Math.PI);
    private static readonly double OneOverSqrtTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>The id of f'(x), or null where it is zero everywhere.</summary>
    /// <param name="b">Where to write.</param>
    /// <param name="function">f.</param>
    /// <param name="x">The argument.</param>
    /// <param name="y">f(x), which many derivatives use again.</param>
    public static int? Of(ProgramBuilder b, ScalarFunction function, int x, int y)
    {
        switch (function)
        {
            case ScalarFunction.Exp:
                return y;
            case ScalarFunction.Log:
                return b.Apply(ScalarFunction.Reciprocal, x);
            case ScalarFunction.Sqrt:
                // 1 / (2 sqrt x)
                return b.Affine(b.Apply(ScalarFunction.SafeReciprocalSqrt, x), 0.5);
            case ScalarFunction.Reciprocal:
                // -1 / x^2
                return b.Negate(b.Multiply(y, y));
            case ScalarFunction.SafeReciprocalSqrt:
                // -x^(-3/2) / 2
                return b.Affine(b.Multiply(y, b.Multiply(y, y)), -0.5);
            case ScalarFunction.Sigmoid:
                // s (1 - s)
                return b.Multiply(y, b.Affine(y, -1, 1));
            case ScalarFunction.Silu:
                {
                    // s + x s (1 - s), with s the sigmoid
                    int s = b.Apply(ScalarFunction.Sigmoid, x);
                    return b.Add(s, b.Multiply(y, b.Affine(s, -1, 1)));
                }

            case ScalarFunction.Tanh:
                // 1 - tanh^2
                return b.Affine(b.Multiply(y, y), -1, 1);
            case ScalarFunction.Relu:
                return b.Apply(ScalarFunction.Step, x);
            case ScalarFunction.Step:
            case ScalarFunction.Sign:
                return null;
            case ScalarFunction.Abs:
                return b.Apply(ScalarFunction.Sign, x);
            case ScalarFunction.Softplus:
                return b.Apply(ScalarFunction.Sigmoid, x);
            case ScalarFunction.Gelu:
                {
                    // Phi(x) + x phi(x): the normal distribution and its density
                    int distribution = b.Affine(b.Apply(ScalarFunction.Erf, b.Affine(x, Math.Sqrt(0.5))), 0.5, 0.5);
                    int density = b.Affine(Gaussian(b, x, -0.5), OneOverSqrtTwoPi);
                    return b.Add(distribution, b.Multiply(x, density));
                }

            case ScalarFunction.Erf:
                // 2 / sqrt(pi) e^(-x^2)
                return b.Affine(Gaussian(b, x, -1), TwoOverSqrtPi);
            case ScalarFunction.Sin:
                return b.Apply(ScalarFunction.Cos, x);
            case ScalarFunction.Cos:
                return b.Negate(b.Apply(ScalarFunction.Sin, x));
            default:
                throw new InvalidOperationException($"The derivative of {function} is not defined.");
        }
    }

    private static int Gaussian(ProgramBuilder b, int x, double factor) => b.Apply(ScalarFunction.Exp, b.Affine(b.Multiply(x, x), factor));
}

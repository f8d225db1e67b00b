namespace Intertwine.Generator.Tests.Models;

/// <summary>Tensor products, and which irreps they have.</summary>
internal sealed partial class RandomModels
{
    /// <summary>A tensor product of any kind, with another feature or with itself.</summary>
    private void Product(Value x)
    {
        if (x.IsPoint || Pick(v => v.Home == x.Home && !v.IsPoint && v.Degree + x.Degree < 5) is not { } mate || x.Degree > 2)
        {
            return;
        }

        string normalization = _random.Next(2) == 0 ? ", PathNormalization = PathNormalization.Path" : _random.Next(2) == 0 ? ", IrrepNormalization = IrrepNormalization.Norm" : "";
        Piece[] products = Products(x, mate);
        Piece[] some = [.. products.OrderBy(_ => _random.Next()).Take(1 + _random.Next(2)).Select(p => p with { Channels = 1 + _random.Next(4) })];
        string filter = Text([.. some.Select(p => p with { Channels = 1 })]);
        switch (_random.Next(5))
        {
            case 0 or 1:
                Define($"TensorProduct({x.Source}, {mate.Source}, \"{Text(some)}\"{normalization})", v => v with { Pieces = some, Degree = x.Degree + mate.Degree }, x, mate);
                break;
            case 2:
                Piece[] channelwise = Merge([.. Pairs(x, mate).Where(p => some.Any(s => Same(s.Irrep, p.Irrep))).Select(p => new Piece(p.Irrep, p.Left))]);
                Define($"ChannelwiseTensorProduct({x.Source}, {mate.Source}, \"{filter}\"{normalization})", v => v with { Pieces = channelwise, Degree = x.Degree + mate.Degree }, x, mate);
                break;
            case 3:
                Piece[] full = Merge([.. Pairs(x, mate).Where(p => some.Any(s => Same(s.Irrep, p.Irrep))).Select(p => new Piece(p.Irrep, p.Left * p.Right))]);
                if (full.Sum(p => p.Channels) <= 12)
                {
                    Define($"FullTensorProduct({x.Source}, {mate.Source}, \"{filter}\")", v => v with { Pieces = full, Degree = x.Degree + mate.Degree }, x, mate);
                }

                break;
            default:
                string scalars = HasParity ? "3x0e" : "3x0";
                Define($"TensorSquare({x.Source}, \"{scalars}\")", v => v with { Pieces = [new("0e", 3)], Degree = 2 * x.Degree }, x);
                break;
        }
    }

    /// <summary>The irreps of products of two features, with the channels of either side.</summary>
    private IEnumerable<(string Irrep, int Left, int Right, bool Even)> Pairs(Value x, Value y) =>
        from a in Merge(x.Pieces)
        from b in Merge(y.Pieces)
        let first = a.Irrep[0] - '0'
        let second = b.Irrep[0] - '0'
        from degree in Enumerable.Range(Math.Abs(first - second), Math.Min(first, second) + Math.Min(first, second) + 1)
        where degree <= 2
        select ($"{degree}{(a.Irrep[1] == b.Irrep[1] ? 'e' : 'o')}", a.Channels, b.Channels, (first + second + degree) % 2 == 0);

    /// <summary>Irreps that do not vanish where both features are functions of one vector: cross products and their like, whose degrees have an odd sum, do.</summary>
    private Piece[] Products(Value x, Value y) => Merge([.. Pairs(x, y).Where(p => p.Even).Select(p => new Piece(p.Irrep, 1))]);

    private bool Same(string left, string right) => HasParity ? left == right : left[0] == right[0];
}

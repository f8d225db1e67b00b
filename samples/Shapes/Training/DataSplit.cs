using Intertwine.Samples;

namespace Shapes;

/// <summary>The data of a run: training shapes with some held out to choose the weights with, and test shapes.</summary>
/// <param name="Shapes">Classes and test shapes, no more of them than asked for.</param>
public sealed record DataSplit(ShapeSets Shapes, ShapeClouds Train, ShapeClouds Validation)
{
    public static DataSplit Load(Settings settings, CancellationToken cancellation = default)
    {
        var sets = settings.Data is { } folder
            ? ShapeFolder.Load(folder, settings.Seed, cancellation)
            : GeneratedSolids.Create(settings.Train, settings.Test, Math.Max(settings.Points, Settings.SolidPoints), settings.Seed);
        return Split(sets, settings);
    }

    /// <summary>Takes as many shapes as the settings ask for, at random.</summary>
    public static DataSplit Split(ShapeSets sets, Settings settings)
    {
        var order = Order(sets.Train.Count, settings.Seed, 0)[..Math.Min(settings.Train, sets.Train.Count)];
        var held = Math.Clamp((int)Math.Round(settings.HoldOut * order.Length), 1, Math.Max(1, order.Length - 1));
        if (order.Length < 2) throw new InvalidDataException($"{sets.Title}: expected at least 2 shapes to train on; got {order.Length}.");
        var test = Order(sets.Test.Count, settings.Seed, 1)[..Math.Min(settings.Test, sets.Test.Count)];
        return new DataSplit(sets with { Test = sets.Test.Select(test) }, sets.Train.Select(order[held..]), sets.Train.Select(order[..held]));
    }

    private static int[] Order(int count, ulong seed, ulong part)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var random = new CounterRandom(seed, Streams.Holdout, part);
        for (var i = 0; i < count; i++)
        {
            var j = i + random.NextInt(count - i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}

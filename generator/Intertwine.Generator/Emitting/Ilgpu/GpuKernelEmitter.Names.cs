using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>What kernels call things: parameters for memory and index tables, variables for tiles, blocks of matrices.</summary>
internal sealed partial class GpuKernelEmitter
{
    /// <summary>The kernel's parameter for a value's memory.</summary>
    private string Argument(int id)
    {
        int index = _values.IndexOf(id);
        if (index < 0)
        {
            index = _values.Count;
            _values.Add(id);
        }

        return $"p{index}";
    }

    private static string Table(string field, int map) => $"{char.ToLowerInvariant(field[0])}{field.Substring(1)}{map}";

    /// <summary>The kernel's parameter for a part of an index table.</summary>
    private string Table(string field, IndexMap map)
    {
        int index = IndexOf(map);
        if (!_tables.Contains((field, index)))
        {
            _tables.Add((field, index));
        }

        return Table(field, index);
    }

    /// <summary>The kernel's parameter for a number that is known at the launch.</summary>
    private string Number(string field, int index)
    {
        if (!_numbers.Contains((field, index)))
        {
            _numbers.Add((field, index));
        }

        return Table(field, index);
    }

    private int IndexOf(IndexMap map)
    {
        for (int i = 0; i < _maps.Count; i++)
        {
            if (_maps[i] == map)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The map {map} is not in the signature.");
    }

    /// <summary>The variable for a value's tile, from a row on.</summary>
    private string Tile(int id, int row)
    {
        int value = id;
        if (id >= 0)
        {
            (value, int first) = TilePlanner.Resolve(_program, _loop, id);
            row += first;
        }

        if (!_tiles.TryGetValue((value, row), out string? name))
        {
            name = $"t{_tiles.Count}";
            _tiles.Add((value, row), name);
            TilePlace place = _memory[value];
            string start = place.Space switch
            {
                TileSpace.Shared => $"shared, {(place.Start + row) * SharedStride}, {SharedStride}",
                TileSpace.Scratch => $"scratch, (global::ILGPU.Grid.IdxX * {_memory.ScratchRows * Width}) + {(place.Start + row) * Width}, {Width}",
                _ => $"{Argument(value)}, (tile * {place.Rows * Width}){(row == 0 ? string.Empty : $" + {row * Width}")}, {Width}",
            };
            _tileDeclarations.Add($"var {name} = new {Gpu}.GpuTile<T>({start});");
        }

        return name;
    }

    private string Tile(int id) => Tile(id, 0);

    /// <summary>A block of a matrix on the unit domain: memory, where it begins, numbers per row.</summary>
    private (string Memory, int Offset, int Stride) Matrix(int id)
    {
        UnitView view = UnitView.Of(_program, id);
        return (Argument(view.Base), view.Offset, view.Stride);
    }

    private string Segments(int source, int rows, IndexMap map) => $"{Argument(source)}, {rows}, {Segments(map)}";

    private string Segments(IndexMap map) => $"{Table("Start", map)}, {Table("Order", map)}, {Number("Sorted", IndexOf(map))} != 0";
}

using System.Globalization;
using System.Text;

namespace Intertwine.Algebra;

/// <summary>A product of different generators in increasing order: <c>e12</c>. The bits of <paramref name="Bitmap"/> say which.</summary>
/// <param name="Bitmap">Bit i is set where generator i is a factor.</param>
public readonly record struct Blade(int Bitmap)
{
    /// <summary>The empty product, 1.</summary>
    public static Blade Scalar => default;

    /// <summary>Number of factors.</summary>
    public int Grade
    {
        get
        {
            int grade = 0;
            for (int rest = Bitmap; rest != 0; rest &= rest - 1)
            {
                grade++;
            }

            return grade;
        }
    }

    /// <summary>
    /// The sign that sorts the factors of <c>left right</c>: -1 for every pair of a factor of <paramref name="left"/> behind one of <paramref name="right"/> in the order of the generators, because different generators
    /// anticommute.
    /// </summary>
    internal static int SortingSign(Blade left, Blade right)
    {
        int swaps = 0;
        for (int rest = left.Bitmap >> 1; rest != 0; rest >>= 1)
        {
            swaps += new Blade(rest & right.Bitmap).Grade;
        }

        return (swaps & 1) == 0 ? 1 : -1;
    }

    /// <summary>The name with generators counted from <paramref name="first"/>: <c>1</c>, <c>e12</c>.</summary>
    internal string Name(int first)
    {
        if (Bitmap == 0)
        {
            return "1";
        }

        var name = new StringBuilder("e");
        for (int i = 0; Bitmap >> i != 0; i++)
        {
            if (((Bitmap >> i) & 1) == 1)
            {
                name.Append((first + i).ToString(CultureInfo.InvariantCulture));
            }
        }

        return name.ToString();
    }
}

using Intertwine;
using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

public sealed class ExtendedXyzTests
{
    [Fact]
    public void Frames_AreReadWithEverythingTheyHold()
    {
        const string Text = """
            2
            Lattice="5.0 0.0 0.0 1.0 6.0 0.0 0.0 0.0 7.0" Properties=species:S:1:pos:R:3:forces:R:3:tag:I:1 energy=-2.5 stress="1 2 3 4 5 6" pbc="T F T" config_type='a b' note="say \"hi\" = x" flag
            O 0.0 1.0e-1 -2.0 0.5 0.25 -1 7
            h 1 2 3 4 5 6 8

            1
            Properties=Z:I:1:pos:R:3 REF_energy=1 array={1 2 3} list=[[1, 2], [3, 4]]
            6 0 0 0
            1
            plain comment
            Cl 1 2 3 extra columns
            """;
        IReadOnlyList<Molecule> frames = Read(Text);
        Assert.Equal(3, frames.Count);
        Assert.Equal([8, 1], frames[0].Numbers);
        Assert.Equal([0, 0.1, -2, 1, 2, 3], frames[0].Positions);
        Assert.Equal([0.5, 0.25, -1, 4, 5, 6], frames[0].Forces!);
        Assert.Equal(-2.5, frames[0].Energy);
        Assert.Equal([1, 6, 5, 6, 2, 4, 5, 4, 3], frames[0].Stress!);
        Assert.Equal(Cell.FromVectors([5, 0, 0, 1, 6, 0, 0, 0, 7], true, false, true), frames[0].Cell);
        Assert.Equal("a b", frames[0].Label);
        Assert.Equal((6, 1, null, null), (Assert.Single(frames[1].Numbers), frames[1].Energy, frames[1].Forces, frames[1].Cell));
        Assert.Equal((17, null), (Assert.Single(frames[2].Numbers), frames[2].Energy));
    }

    [Fact]
    public void Lattice_WithoutPbc_IsPeriodic_AndWithFff_Open()
    {
        Assert.Equal(Cell.Cubic(3), Read("1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nH 0 0 0")[0].Cell);
        Assert.Null(Read("1\nLattice=\"3 0 0 0 3 0 0 0 3\" pbc=\"F F F\"\nH 0 0 0")[0].Cell);
    }

    [Fact]
    public void ChosenNamesAndUnits_AreUsed()
    {
        const string Text = "1\nProperties=species:S:1:pos:R:3:f:R:3:forces:R:3 energy=1 E=2 virial=\"6 0 0 0 6 0 0 0 12\" Lattice=\"2 0 0 0 3 0 0 0 1\"\nH 0 0 0 1 2 3 9 9 9";
        Molecule molecule = Read(Text, new XyzOptions { Energy = "E", Forces = "f", EnergyUnit = Units.KilocaloriePerMole })[0];
        Assert.Equal(2 * 0.0433641, molecule.Energy!.Value, 6);
        Assert.Equal(3 * 0.0433641, molecule.Forces![2], 6);
        Assert.Equal(-2 * 0.0433641, molecule.Stress![8], 6);
    }

    [Theory]
    [InlineData("x\n", "f.xyz, line 1: expected a number of atoms, 1 or more; got 'x'.")]
    [InlineData("2\n\nH 0 0 0\n", "line 4: expected atom 2 of 2 of the frame at line 1; got the end of the file.")]
    [InlineData("1", "line 2: expected the frame's line of key=value pairs; got the end of the file.")]
    [InlineData("1\n\nQq 0 0 0", "line 3: expected the symbol of an element or an atomic number; got 'Qq'.")]
    [InlineData("1\n\nH 0 0 zero", "line 3: expected a coordinate; got 'zero'.")]
    [InlineData("1\n\nH 0 0 nan", "line 3: expected a coordinate; got 'nan'.")]
    [InlineData("1\n\nH 0 0", "line 3: expected 4 columns or more; got 'H 0 0 (3 columns)'.")]
    [InlineData("1\nProperties=species:S:1:pos:R:3\nH 0 0 0 1", "line 3: expected 4 columns; got 'H 0 0 0 1 (5 columns)'.")]
    [InlineData("1\nProperties=species:S:1:pos:R\nH 0 0 0", "line 2: expected Properties as name:type:columns:… with types S, R, I, L; got 'species:S:1:pos:R'.")]
    [InlineData("1\nProperties=species:S:1:x:R:3\nH 0 0 0", "line 2: expected Properties with pos:R:3 and one of species:S:1 and Z:I:1; got 'species:S:1:x:R:3'.")]
    [InlineData("1\nenergy=1 x=\"1 2\nH 0 0 0", "line 2: expected a closing \" for the value of 'x'")]
    [InlineData("1\nenergy=low\nH 0 0 0", "line 2: expected an energy; got 'low'.")]
    [InlineData("1\nenergy=\nH 0 0 0", "line 2: expected a value after 'energy='; got the end of the line.")]
    [InlineData("1\nLattice=\"1 2 3\"\nH 0 0 0", "line 2: expected nine numbers for Lattice; got '1 2 3'.")]
    [InlineData("1\nLattice=\"1 0 0 2 0 0 0 0 1\"\nH 0 0 0", "line 2: expected a lattice of linearly independent vectors; got '1 0 0 2 0 0 0 0 1")]
    [InlineData("1\nLattice=\"1 0 0 0 1 0 0 0 1\" pbc=\"T T\"\nH 0 0 0", "line 2: expected three of T and F for pbc; got 'T T'.")]
    [InlineData("1\nvirial=\"1 0 0 0 1 0 0 0 1\"\nH 0 0 0", "line 2: expected a box that is periodic along all axes beside a virial")]
    public void Errors_NameFileLineAndWhatWasExpected(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void ChosenNames_MustBeThere()
    {
        const string Text = "1\nProperties=species:S:1:pos:R:3 energy=1\nH 0 0 0";
        Assert.Contains("line 2: expected the key 'E'; got 'Properties, energy'", Assert.Throws<InvalidDataException>(() => Read(Text, new XyzOptions { Energy = "E" })).Message, StringComparison.Ordinal);
        Assert.Contains("line 2: expected Properties with f:R:3", Assert.Throws<InvalidDataException>(() => Read(Text, new XyzOptions { Forces = "f" })).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Molecule> Read(string text, XyzOptions? options = null) => ExtendedXyz.Read(new StringReader(text), "f.xyz", options);
}

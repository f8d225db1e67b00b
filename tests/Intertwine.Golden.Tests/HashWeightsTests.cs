namespace Intertwine.Golden;

public class HashWeightsTests
{
    [Fact]
    public void Values_AreThoseOfTheDefinition()
    {
        Assert.Equal([0.5775634050369263f, 0.9606906175613403f, -0.5747084617614746f, 0.9223672151565552f], HashWeights.Values(1, 0, 4));
        Assert.Equal([0.22807395458221436f, 0.6688603162765503f, -0.9769597053527832f], HashWeights.Values(13, 2, 3));
    }

    [Fact]
    public void Weights_AreScaledAndShifted() =>
        Assert.Equal(HashWeights.Values(13, 2, 3).Select(h => (h * 0.25f) + 1), HashWeights.Weights(13, 2, 3, 0.25f, 1));
}

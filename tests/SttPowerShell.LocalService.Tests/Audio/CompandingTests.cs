using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>Values of ITU-T G.711, tables 1 and 2, at the scale of 16 bits.</summary>
public sealed class CompandingTests
{
    [Theory]
    [InlineData(0xFF, 0)]
    [InlineData(0x7F, 0)]
    [InlineData(0x80, 32124)]
    [InlineData(0x00, -32124)]
    [InlineData(0xEF, 132)]
    [InlineData(0x6F, -132)]
    public void Mu_law_codes_have_the_values_of_the_standard(int code, int value) =>
        Assert.Equal(value, Companding.MuLaw[code] * 32768);

    [Theory]
    [InlineData(0xD5, 8)]
    [InlineData(0x55, -8)]
    [InlineData(0xAA, 32256)]
    [InlineData(0x2A, -32256)]
    [InlineData(0xC5, 264)]
    public void A_law_codes_have_the_values_of_the_standard(int code, int value) =>
        Assert.Equal(value, Companding.ALaw[code] * 32768);
}

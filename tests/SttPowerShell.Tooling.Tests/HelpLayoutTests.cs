using System.Xml.Linq;

namespace SttPowerShell.Tooling.Tests;

/// <summary>
/// Get-Help breaks lines of text at blanks, but breaks code, too, and that can't be typed any more: examples must fit a
/// terminal of 80 columns, of which Get-Help leaves four empty.
/// </summary>
public sealed class HelpLayoutTests
{
    private const int Width = 76;

    private static readonly XDocument Help =
        XDocument.Load(Path.Combine(Repository.Root, "en-US", "SttPowerShell.dll-Help.xml"));

    [Fact]
    public void Examples_fit_a_narrow_terminal()
    {
        string[] lines = [.. Help.Descendants().Where(element => element.Name.LocalName == "code")
            .SelectMany(element => element.Value.Split('\n'))];

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Length > Width);
    }
}

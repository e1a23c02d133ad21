using System.Text.RegularExpressions;

namespace SttPowerShell.Tooling.Tests;

/// <summary>What docs/comparison.md says of SttPowerShell can be looked up; SupportTableTests looks for its tests.</summary>
public sealed partial class ComparisonTests
{
    private const int Others = 6;

    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "comparison.md"))
            .Where(line => line.StartsWith('|') && !line.StartsWith("| |", StringComparison.Ordinal)
                && !line.StartsWith("|---", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|'))];

    [Fact]
    public void Each_row_names_a_cmdlet_and_a_test()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, row => Assert.Equal(1 + Others + 2, row.Length));
        Assert.All(Rows, row => Assert.Matches(CmdletName(), row[^2]));
        Assert.All(Rows, row => Assert.Matches(TestName(), row[^1]));
    }

    [Fact]
    public void Each_cmdlet_that_it_names_is_exported()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "SttPowerShell.psd1"));

        Assert.All(Rows.SelectMany(row => CmdletName().Matches(row[^2])),
            name => Assert.Contains($"'{name.Groups[1].Value}'", manifest, StringComparison.Ordinal));
    }

    /// <summary>Without evidence something is only said where it follows from what the thing is.</summary>
    [Fact]
    public void What_is_said_of_others_has_its_evidence()
    {
        string[] bare = ["·", "no", "no account", "needs a service"];

        string[] without = [.. Rows.SelectMany(row => row[1..(1 + Others)]).Select(cell => cell.Trim())
            .Where(cell => !bare.Contains(cell) && !Evidence().IsMatch(cell)).Distinct()];

        Assert.Empty(without);
    }

    [GeneratedRegex("`([A-Za-z]+-Stt[A-Za-z]+)[` ]")]
    private static partial Regex CmdletName();

    [GeneratedRegex("`[A-Z][A-Za-z]*_[A-Za-z0-9_]+`")]
    private static partial Regex TestName();

    /// <summary>M, S or D, or the number of a note, at the end.</summary>
    [GeneratedRegex(@"( [MSD]| \[\d\])$")]
    private static partial Regex Evidence();
}

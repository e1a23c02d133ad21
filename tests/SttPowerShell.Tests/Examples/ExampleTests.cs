using SttPowerShell.Examples;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Examples;

/// <summary>
/// Every example of help, topics and README that needs only PowerShell's engine works as it is typed. The others need
/// cmdlets that only pwsh has: tests/Pester/Examples.Tests.ps1 runs them.
/// </summary>
public sealed class ExampleTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    private static readonly IReadOnlyList<Example> All = Example.ReadAll(Repository.Root);

    public static TheoryData<string> Runnable()
    {
        using Shell shell = new();
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> unknown = new(StringComparer.OrdinalIgnoreCase);
        return [.. All.Where(example => new ExampleScript(example).Commands.All(Exists)).Select(e => e.Source)];

        bool Exists(string command)
        {
            if (known.Contains(command)) return true;
            if (unknown.Contains(command)) return false;
            bool exists = shell.Get(
                "Get-Command $args[0] -CommandType Cmdlet, Function, Alias -ErrorAction Ignore", command).Length > 0;
            (exists ? known : unknown).Add(command);
            return exists;
        }
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task It_works_as_typed(string source)
    {
        Example example = All.First(example => example.Source == source);
        if (OperatingSystem.IsWindows() && example.Text.Contains("/dev/", StringComparison.Ordinal)) return;

        Result result = await world.RunAsync(example);

        Assert.True(result.Thrown is null && result.Errors.Length == 0,
            $"{example.Text}\n\n{result.Thrown}\n{string.Join('\n', result.Errors.Select(e => e.ToString()))}");
    }

    [Fact]
    public void Help_topics_and_README_all_have_examples()
    {
        Assert.Equal(All.Count, All.Select(example => example.Source).Distinct().Count());
        Assert.Contains(All, example => example.Source == "Invoke-SttRecognition, example 1");
        Assert.Contains(All, example => example.Source.StartsWith("about_SttCustomModels, ", StringComparison.Ordinal));
        Assert.Contains(All, example => example.Source.StartsWith("README.md, ", StringComparison.Ordinal));
    }
}

namespace SttPowerShell.Examples;

/// <summary>A piece of PowerShell that help or README show, as it stands there.</summary>
/// <param name="Source">Where it stands, for instance "Get-SttWord, example 2" or "README.md, line 42".</param>
/// <param name="Text">What the user would type.</param>
public sealed record Example(string Source, string Text)
{
    /// <summary>All examples of the built module's help, of its topics and of README.</summary>
    /// <param name="root">The repository's root, in which the module was built.</param>
    public static IReadOnlyList<Example> ReadAll(string root)
    {
        string help = Path.Combine(root, "en-US");
        return
        [
            .. Directory.GetFiles(help, "*-Help.xml").Order(StringComparer.Ordinal).SelectMany(CmdletExamples.Read),
            .. Directory.GetFiles(help, "about_*.help.txt").Order(StringComparer.Ordinal).SelectMany(TopicExamples.Read),
            .. MarkdownExamples.Read(Path.Combine(root, "README.md")),
        ];
    }

    public override string ToString() => Source;
}

using System.Text;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>Short ways to grammars and their parts.</summary>
internal static class Grammars
{
    public const string XmlStart = $"<grammar version=\"1.0\" xml:lang=\"en-US\" xmlns=\"{SrgsXmlReader.Namespace}\"";

    public static SrgsGrammar Abnf(string text) => SrgsGrammar.Read(Encoding.UTF8.GetBytes(text), SrgsForm.Abnf);

    public static SrgsGrammar Xml(string text) => SrgsGrammar.Read(Encoding.UTF8.GetBytes(text), SrgsForm.Xml);

    /// <summary>These rules, the first of them the root.</summary>
    public static SrgsGrammar Rules(string rules) => Abnf($"#ABNF 1.0;\nroot {rules[..rules.IndexOf(' ')]};\n{rules}");

    public static string Jsgf(SrgsGrammar grammar) => JsgfWriter.Write(grammar, word => word.ToLowerInvariant());

    /// <summary>The whole tree, without places, in an unambiguous text.</summary>
    public static string Show(SrgsDocument document)
        => string.Join('\n', document.Rules
            .Select(rule => $"{(rule.IsPublic ? "public " : "")}{rule.Name} = {Show(rule.Expansion)}")
            .Prepend($"root {document.Root?.Rule} tags {document.TagFormat}"));

    public static string Show(Expansion expansion) => expansion switch
    {
        Word word => word.Text,
        Sequence sequence => $"({string.Join(' ', sequence.Items.Select(Show))})",
        Alternatives alternatives => $"<{string.Join(" | ", alternatives.Choices.Select(
            choice => FormattableString.Invariant($"{choice.Weight}:{Show(choice.Expansion)}")))}>",
        Repeat repeat => FormattableString.Invariant(
            $"{Show(repeat.Body)}*{repeat.Range.Minimum}-{repeat.Range.Maximum}/{repeat.Probability}"),
        RuleReference reference => $"${reference.Rule}",
        Tag tag => $"{{{tag.Content}}}",
        Nothing => "NULL",
        Unspeakable => "VOID",
        _ => throw new ArgumentException($"{expansion} is unknown.", nameof(expansion)),
    };
}

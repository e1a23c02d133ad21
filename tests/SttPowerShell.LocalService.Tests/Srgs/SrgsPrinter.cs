using System.Globalization;
using System.Security;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>Writes trees in both forms.</summary>
internal static class SrgsPrinter
{
    public static string Abnf(SrgsDocument document)
        => $"#ABNF 1.0 UTF-8;\nlanguage en-US; mode voice;\nroot ${document.Root!.Rule};\n" + string.Concat(
            document.Rules.Select(rule =>
                $"{(rule.IsPublic ? "public " : "")}${rule.Name} = {Abnf(rule.Expansion)};\n"));

    public static string Xml(SrgsDocument document)
        => $"{Grammars.XmlStart} root=\"{document.Root!.Rule}\">\n" + string.Concat(document.Rules.Select(rule =>
            $"<rule id=\"{rule.Name}\"{(rule.IsPublic ? " scope=\"public\"" : "")}>{Xml(rule.Expansion)}</rule>\n"))
            + "</grammar>";

    private static string Abnf(Expansion expansion) => expansion switch
    {
        Word word => word.Text,
        Sequence sequence => string.Join(' ', sequence.Items.Select(Abnf)),
        Alternatives alternatives => $"( {string.Join(" | ", alternatives.Choices.Select(
            choice => (choice.Weight is { } weight ? $"/{Number(weight)}/ " : "") + Abnf(choice.Expansion)))} )",
        Repeat repeat => $"({Abnf(repeat.Body)})<{Range(repeat.Range)}"
            + (repeat.Probability is { } probability ? $" /{Number(probability)}/>" : ">"),
        RuleReference reference => $"${reference.Rule}",
        Tag tag => $"{{!{{{tag.Content}}}!}}",
        Nothing => "$NULL",
        _ => "$VOID",
    };

    private static string Xml(Expansion expansion) => expansion switch
    {
        Word word => $" {word.Text} ",
        Sequence sequence => $"<item>{string.Concat(sequence.Items.Select(Xml))}</item>",
        Alternatives alternatives => $"<one-of>{string.Concat(alternatives.Choices.Select(choice => "<item"
            + (choice.Weight is { } weight ? $" weight=\"{Number(weight)}\">" : ">")
            + Xml(choice.Expansion) + "</item>"))}</one-of>",
        Repeat repeat => $"<item repeat=\"{Range(repeat.Range)}\""
            + (repeat.Probability is { } probability ? $" repeat-prob=\"{Number(probability)}\">" : ">")
            + Xml(repeat.Body) + "</item>",
        RuleReference reference => $"<ruleref uri=\"#{reference.Rule}\"/>",
        Tag tag => $"<tag>{SecurityElement.Escape(tag.Content)}</tag>",
        Nothing => "<ruleref special=\"NULL\"/>",
        _ => "<ruleref special=\"VOID\"/>",
    };

    private static string Range(RepeatRange range)
        => range.Minimum == range.Maximum ? $"{range.Minimum}" : $"{range.Minimum}-{range.Maximum}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Xml.Linq;

namespace SttPowerShell.Examples;

/// <summary>The examples of cmdlets' help.</summary>
internal static class CmdletExamples
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static IEnumerable<Example> Read(string file)
        => XDocument.Load(file).Descendants(Command + "command").SelectMany(OfCmdlet);

    private static IEnumerable<Example> OfCmdlet(XElement cmdlet)
    {
        string name = cmdlet.Element(Command + "details")!.Element(Command + "name")!.Value;
        return cmdlet.Descendants(Command + "example").Select((example, index)
            => new Example($"{name}, example {index + 1}", example.Element(Dev + "code")!.Value));
    }
}

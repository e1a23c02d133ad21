using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using HelpBuilder;

if (args is not [string input, string output])
{
    return Fail(["takes a module's assembly and the help file to write: HelpBuilder.dll module.dll out.xml, or the "
        + "support table and the topic to write: HelpBuilder.dll support.md about_X.help.txt"]);
}

try
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
    return Path.GetExtension(input) == ".md" ? WriteSupportTopic() : WriteCmdletHelp();
}
catch (Exception e) when (e
    is IOException or BadImageFormatException or XmlException or ReflectionTypeLoadException or FormatException)
{
    return Fail([e.Message.ReplaceLineEndings(" ")]);
}

int WriteSupportTopic()
{
    File.WriteAllText(output, SupportTopic.Write(SupportTable.Read(File.ReadAllLines(input))));
    return 0;
}

int WriteCmdletHelp()
{
    ModuleAssembly module = new(input);
    DocumentationText text = new(module.Cmdlets.ToDictionary(XmlDocumentation.Id, ModuleAssembly.CmdletName));
    CmdletReader reader = new(XmlDocumentation.Load(input), text);
    CmdletHelp[] cmdlets = [.. module.Cmdlets.Select(reader.Read)];
    string[] problems = [.. new HelpCheck(cmdlets).Problems()];
    if (problems.Length > 0) return Fail(problems);

    XDocument help = MamlWriter.Write(cmdlets);
    using XmlWriter writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true });
    help.Save(writer);
    return 0;
}

// The form in which MSBuild takes a line for an error of the build.
static int Fail(IEnumerable<string> problems)
{
    foreach (string problem in problems) Console.Error.WriteLine($"HelpBuilder : error HELP001: {problem}");
    return 1;
}

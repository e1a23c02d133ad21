using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using HelpBuilder;

if (args is not [string modulePath, string helpPath])
{
    return Fail(["takes the module's assembly and the help file to write: HelpBuilder.dll module.dll out.xml"]);
}

try
{
    ModuleAssembly module = new(modulePath);
    DocumentationText text = new(module.Cmdlets.ToDictionary(XmlDocumentation.Id, ModuleAssembly.CmdletName));
    CmdletReader reader = new(XmlDocumentation.Load(modulePath), text);
    CmdletHelp[] cmdlets = [.. module.Cmdlets.Select(reader.Read)];
    string[] problems = [.. new HelpCheck(cmdlets).Problems()];
    if (problems.Length > 0) return Fail(problems);

    XDocument help = MamlWriter.Write(cmdlets);
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(helpPath))!);
    using XmlWriter writer = XmlWriter.Create(helpPath, new XmlWriterSettings { Indent = true });
    help.Save(writer);
    return 0;
}
catch (Exception e) when (e is IOException or BadImageFormatException or XmlException or ReflectionTypeLoadException)
{
    return Fail([e.Message.ReplaceLineEndings(" ")]);
}

// The form in which MSBuild takes a line for an error of the build.
static int Fail(IEnumerable<string> problems)
{
    foreach (string problem in problems) Console.Error.WriteLine($"HelpBuilder : error HELP001: {problem}");
    return 1;
}

using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace HelpBuilder;

/// <summary>A built module: its cmdlet classes, found without importing it.</summary>
internal sealed class ModuleAssembly
{
    public ModuleAssembly(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // What the module needs lies beside it, as its build left it; the engine is this program's own.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string beside = Path.Combine(directory, name.Name + ".dll");
            return File.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
        };
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));
        Cmdlets = [.. assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<CmdletAttribute>(inherit: false) is not null)
            .OrderBy(CmdletName, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Type> Cmdlets { get; }

    public static string CmdletName(Type type)
    {
        CmdletAttribute attribute = type.GetCustomAttribute<CmdletAttribute>(inherit: false)!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }
}

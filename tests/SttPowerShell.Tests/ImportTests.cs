using System.Management.Automation;
using System.Reflection;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ImportTests
{
    private const string Private = "SttPowerShell.Client";

    [Fact]
    public void The_module_imports_without_a_word()
    {
        using Shell shell = new(import: false);

        Result result = shell.Run("Import-Module $args[0]; Get-Module SttPowerShell", Repository.Manifest);

        Assert.Empty(result.Errors);
        Assert.Equal(new Version(0, 1, 0), Assert.IsType<PSModuleInfo>(Assert.Single(result.Output)).Version);
    }

    [Theory]
    [InlineData("Import-Module $args[0] -Force")]
    [InlineData("Remove-Module SttPowerShell; Import-Module $args[0]")]
    [InlineData("Import-Module $args[0] -Force; Remove-Module SttPowerShell; Import-Module $args[0] -Force")]
    public void It_can_be_imported_again(string again)
    {
        using Shell shell = new();

        Assert.Empty(shell.Run(again, Repository.Manifest).Errors);

        Assert.Equal(Exported(shell), Declared(shell));
        Assert.StartsWith("NotConnected,", shell.Run("Get-SttBaseModel").Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_exports_its_cmdlet_classes_and_nothing_else()
    {
        using Shell shell = new();

        Assert.Equal(Exported(shell), Declared(shell));
        Assert.Equal(Exported(shell), Cmdlets(shell).Select(Name).Order());
        Assert.Equal(0, shell.Get(
            "$m = Get-Module SttPowerShell; $m.ExportedFunctions.Count + $m.ExportedAliases.Count + $m.ExportedVariables.Count").Single());
    }

    [Fact]
    public void Two_runspaces_can_use_it_at_once()
    {
        using Shell one = new();
        using Shell other = new();

        Assert.Empty(one.Get("Get-SttSession"));
        Assert.Empty(other.Get("Get-SttSession"));
    }

    [Fact]
    public void Its_public_surface_names_no_type_of_the_private_client()
    {
        using Shell shell = new();
        List<string> offenders = [];
        foreach (Type type in Module(shell).GetExportedTypes())
        {
            for (Type? at = type.BaseType; at is not null; at = at.BaseType) Check(at, type.Name);
            foreach (Type contract in type.GetInterfaces()) Check(contract, type.Name);
            foreach (MemberInfo member in type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                foreach (Type named in Named(member)) Check(named, $"{type.Name}.{member.Name}");
            }
        }

        Assert.Empty(offenders);

        void Check(Type named, string where)
        {
            if (named.Assembly.GetName().Name == Private
                || named.GetGenericArguments().Any(a => a.Assembly.GetName().Name == Private))
            {
                offenders.Add($"{where}: {named}");
            }
        }
    }

    [Fact]
    public void The_client_and_its_libraries_stay_out_of_the_default_load_context()
    {
        using Shell shell = new();
        shell.Run("Connect-SttService http://127.0.0.1:9 -NoAuthentication -MaximumRetryCount 0");

        string[] shared = [.. System.Runtime.Loader.AssemblyLoadContext.Default.Assemblies.Select(a
            => a.GetName().Name!)];
        Assert.DoesNotContain(Private, shared);
        Assert.DoesNotContain("Polly.Core", shared);
        Assert.Contains(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == Private);
    }

    [Fact]
    public void Its_version_is_that_of_its_assembly()
    {
        using Shell shell = new();

        Assert.Equal("0.1.0", Module(shell).GetName().Version!.ToString(3));
        Assert.Equal("0.1.0",
            shell.Get("(Test-ModuleManifest $args[0]).Version", Repository.Manifest).Single()!.ToString());
    }

    [Fact]
    public void Every_cmdlet_that_says_what_it_emits_says_it_with_a_type_of_the_module_or_void()
    {
        using Shell shell = new();
        foreach (Type cmdlet in Cmdlets(shell))
        {
            OutputTypeAttribute[] output = [.. cmdlet.GetCustomAttributes<OutputTypeAttribute>()];
            Assert.NotEmpty(output);
        }
    }

    private static Assembly Module(Shell shell)
        => ((CmdletInfo)shell.Get("Get-Command Get-SttSession").Single()!).ImplementingType.Assembly;

    private static IEnumerable<Type> Cmdlets(Shell shell)
        => Module(shell).GetExportedTypes().Where(t => t.GetCustomAttribute<CmdletAttribute>() is not null);

    private static string Name(Type type)
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }

    private static List<string> Exported(Shell shell)
        => [.. shell.Get("(Get-Module SttPowerShell).ExportedCmdlets.Keys").Select(o => (string)o!).Order()];

    private static List<string> Declared(Shell shell)
        => [.. shell.Get("(Test-ModuleManifest $args[0]).ExportedCmdlets.Keys", Repository.Manifest)
            .Select(o => (string)o!).Order()];

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        _ => [],
    };
}

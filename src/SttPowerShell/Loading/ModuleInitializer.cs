using System.Management.Automation;

namespace SttPowerShell.Loading;

/// <summary>What PowerShell runs when it imports the module.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Makes the client's assembly loadable; it is loaded when it is first used.</summary>
    public void OnImport() => ClientLoadContext.Register();
}

using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// Vaults, played by functions with the names and parameters of SecretManagement's cmdlets in the user's session.
/// </summary>
public sealed class CredentialVaultTests : CredentialTest
{
    private const string Vaults = """
        $global:vault = @{}
        $global:vaultModule = 'Some.Vault'
        function global:Get-SecretVault { [CmdletBinding()] param($Name)
            if ($Name -ne 'Work') { throw "Vault $Name was not found." }
            [pscustomobject]@{ Name = 'Work'; ModuleName = $global:vaultModule } }
        function global:Set-Secret { [CmdletBinding()] param($Vault, $Name, $Secret) $global:vault[$Name] = $Secret }
        function global:Get-SecretInfo { [CmdletBinding()] param($Vault, $Name) if ($global:vault[$Name]) { $Name } }
        function global:Remove-Secret { [CmdletBinding()] param($Vault, $Name) $global:vault.Remove($Name) }
        function global:Get-Secret { [CmdletBinding()] param($Vault, $Name)
            if ($global:locked) { throw 'A valid password is required to access the vault.' }
            if ($global:asks) { $Host.UI.ReadLineAsSecureString() }
            if (-not $global:vault[$Name]) { throw "The secret $Name was not found." }
            $global:vault[$Name] }
        """;

    [Fact]
    public void The_secret_lies_in_the_vault_and_in_no_file()
    {
        Shell.Get(Vaults);
        Store();

        object stored = Shell.Get("Get-SttCredential prod").Single()!;
        Assert.Equal("Work", stored.Text("Vault"));
        Assert.Equal("SttPowerShell-prod", Shell.Get("$global:vault.Keys").Single());
        Assert.IsType<System.Security.SecureString>(Shell.Get("$global:vault.Values").Single());
        Assert.False(File.Exists(KeyFile));
        Assert.DoesNotContain("sealed", File.ReadAllText(StoreFile), StringComparison.Ordinal);
        Assert.Single(Shell.Get("Connect-SttService -Name prod"));

        Shell.Get("Remove-SttCredential prod");
        Assert.Empty(Shell.Get("$global:vault.Keys"));
    }

    [Fact]
    public void A_client_secret_goes_there_too()
    {
        Shell.Get(Vaults);
        Shell.Get("Set-SttCredential prod https://stt.cloud.ibm.com -ApiKey $args[0] -Vault Work -ClientCredential "
            + "([pscredential]::new('id', $args[1]))", Secret("k"), Secret("s"));

        Assert.Equal(["SttPowerShell-prod", "SttPowerShellClient-prod"],
            Shell.Get("$global:vault.Keys | ForEach-Object { $_ }").Cast<string>().Order());
        Shell.Get("Remove-SttCredential prod");
        Assert.Empty(Shell.Get("$global:vault.Keys"));
    }

    [Fact]
    public void Moving_a_credential_out_of_a_vault_leaves_nothing_in_it()
    {
        if (OperatingSystem.IsWindows()) return;
        Shell.Get(Vaults);
        Store();
        Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1]", Service.Uri, Secret(FakeService.Key));

        Assert.Empty(Shell.Get("$global:vault.Keys"));
        Assert.Single(Shell.Get("Connect-SttService -Name prod"));
    }

    [Theory]
    [InlineData("$global:locked = $true")]
    [InlineData("$global:asks = $true")]
    public void A_locked_vault_where_nobody_can_answer_is_an_error_that_says_how_to_unlock_it(string locking)
    {
        Shell.Get(Vaults);
        Store();
        Shell.Get(locking);

        Result result = Shell.Run("Connect-SttService -Name prod");

        Assert.Equal("VaultLocked", result.ErrorId);
        Assert.Contains("Unlock-SecretStore", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void A_secret_store_that_is_locked_is_not_asked_where_nobody_can_answer()
    {
        // Tests have no console to type on.
        if (!Console.IsInputRedirected) return;
        Shell.Get(Vaults);
        Store();
        // As SecretStore does: until it is unlocked, for the whole process, even this asks.
        Folder.Write("Store.psm1", System.Text.Encoding.UTF8.GetBytes("""
            function Get-SecretStoreConfiguration {
                $ErrorActionPreference = 'Stop'
                if (-not [AppContext]::GetData('stt-unlocked')) { $null = $Host.UI.ReadLineAsSecureString() }
                [pscustomobject]@{ Authentication = 'Password' }
            }
            """));
        Shell.Get("Import-Module $args[0] -Global; $global:vaultModule = 'Microsoft.PowerShell.SecretStore'",
            Folder["Store.psm1"]);

        Result locked = Shell.Run("Connect-SttService -Name prod");
        AppDomain.CurrentDomain.SetData("stt-unlocked", true);
        Result unlocked = Shell.Run("Connect-SttService -Name prod");
        AppDomain.CurrentDomain.SetData("stt-unlocked", null);

        Assert.Equal("VaultLocked", locked.ErrorId);
        Assert.Contains("nobody is here", locked.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Shell.Host.SecretsAsked);
        Assert.Single(unlocked.Output);
    }

    [Fact]
    public void Without_the_module_or_the_vault_nothing_is_stored()
    {
        Assert.Equal("VaultUnavailable", Set("Work").ErrorId);

        Shell.Get(Vaults);
        Assert.Equal("VaultFailed", Set("Other").ErrorId);
        Assert.Empty(Shell.Get("Get-SttCredential"));
    }

    [Fact]
    public void A_secret_that_has_gone_from_its_vault_is_an_error_that_says_which()
    {
        Shell.Get(Vaults);
        Store();
        Shell.Get("$global:vault.Clear()");

        Result result = Shell.Run("Connect-SttService -Name prod");

        Assert.Equal("VaultFailed", result.ErrorId);
        Assert.Contains("SttPowerShell-prod", result.Error.Exception.Message, StringComparison.Ordinal);
        Shell.Get("Remove-SttCredential prod");
    }

    private Result Set(string vault) => Shell.Run(
        "Set-SttCredential prod $args[0] -ApiKey $args[1] -Vault $args[2]", Service.Uri, Secret(FakeService.Key), vault);

    private void Store() => Assert.Empty(Set("Work").Errors);
}

using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class CredentialTests : CredentialTest
{
    [Fact]
    public void A_stored_credential_connects_by_its_name_and_shows_no_secret()
    {
        Store("prod", FakeService.Key);

        object stored = Shell.Get("Get-SttCredential prod").Single()!;
        object session = Shell.Get("Connect-SttService -Name prod -MaximumRetryCount 0").Single()!;

        Assert.Equal(("prod", "Basic"), (session.Text("Name"), session.Text("Authentication")));
        Assert.Equal((Service.Uri, "Basic", ""),
            (((Uri)stored.Property("Uri")!).OriginalString, stored.Text("Authentication"), stored.Text("Vault")));
        string shown = stored + Shell.Show(
            "Get-SttCredential; Get-SttCredential | ForEach-Object { $_.PSObject.Properties }");
        Assert.DoesNotContain(FakeService.Key, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeService.Key, File.ReadAllText(StoreFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_stand_side_by_side_and_one_is_the_default()
    {
        Store("first", "wrong-key");
        Store("second", FakeService.Key, "-Default");

        Assert.Equal("second", Shell.Get("Connect-SttService -MaximumRetryCount 0").Single().Text("Name"));
        Assert.Equal("AccessDenied", Shell.Run("Connect-SttService -Name first").ErrorId);
        Assert.Equal(["first", "second"], Shell.Get("Get-SttCredential").Select(c => c.Text("Name")));
        Assert.Equal("second", Shell.Get("Get-SttCredential | Where-Object IsDefault").Single().Text("Name"));

        Assert.Equal("first", Shell.Get("Set-SttCredential FIRST -Default -PassThru").Single().Text("Name"));
        Assert.Equal("first", Shell.Get("Get-SttCredential | Where-Object IsDefault").Single().Text("Name"));
        Assert.Equal("CredentialNotFound", Shell.Run("Set-SttCredential nope -Default").ErrorId);
    }

    [Fact]
    public void Setting_emits_nothing_unless_asked_and_replaces_what_was_there()
    {
        Assert.Empty(Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1]", Service.Uri, Secret("wrong")));
        Assert.Equal("prod",
            Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1] -PassThru", Service.Uri, Secret(FakeService.Key))
                .Single().Text("Name"));

        Assert.Single(Shell.Get("Get-SttCredential"));
        Assert.Single(Shell.Get("Connect-SttService -Name prod"));
    }

    [Fact]
    public void Removing_takes_the_named_ones_and_a_missing_one_is_an_error_of_its_own()
    {
        foreach (string name in (string[])["a1", "a2", "b"]) Store(name, "key");

        Assert.Empty(Shell.Get("Remove-SttCredential a* -WhatIf"));
        Assert.Equal(3, Shell.Get("Get-SttCredential").Length);
        Assert.Equal("CredentialNotFound", Shell.Run("Remove-SttCredential nope, b").ErrorId);
        Shell.Get("Get-SttCredential a1 | Remove-SttCredential");

        Assert.Equal("a2", Shell.Get("Get-SttCredential").Single().Text("Name"));
        Assert.Equal("CredentialNotFound", Shell.Run("Get-SttCredential b").ErrorId);
        Assert.Contains("a2", Shell.Run("Connect-SttService -Name b").Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_stores_nothing_and_connects_nothing()
    {
        Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1] -WhatIf", Service.Uri, Secret("key"));
        Assert.False(File.Exists(StoreFile));

        Store("prod", FakeService.Key);
        Assert.Empty(Shell.Get("Connect-SttService -Name prod -WhatIf"));
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("prod", "{url}", "InvalidConnection")]
    [InlineData("prod", "http://stt.example.com/", "InvalidConnection")]
    [InlineData("prod", "nowhere", "InvalidConnection")]
    [InlineData("../prod", "https://stt.example.com/", "InvalidCredentialName")]
    [InlineData("a b", "https://stt.example.com/", "InvalidCredentialName")]
    public void What_could_never_be_used_is_not_stored(string name, string url, string error)
    {
        Assert.Equal(error,
            Shell.Run("Set-SttCredential $args[0] $args[1] -ApiKey $args[2]", name, url, Secret("key")).ErrorId);
        Assert.False(File.Exists(StoreFile));
    }

    [Theory]
    [InlineData("Set-SttCredential prod")]
    [InlineData("Set-SttCredential prod https://stt.example.com")]
    [InlineData("Set-SttCredential prod https://stt.example.com -Default")]
    public void Without_a_secret_the_error_says_what_is_missing(string command)
        => Assert.Equal("NoApiKey", Shell.Run(command).ErrorId);

    [Theory]
    [InlineData("-Authentication CloudPak")]
    [InlineData("-UserName me -Authentication Basic")]
    [InlineData("-Authentication Basic -Scope s")]
    [InlineData("-Authentication Basic -AuthenticationUri https://iam.example.com")]
    public void Values_that_do_not_go_together_are_refused(string more)
        => Assert.Equal("InvalidConnection", Shell.Run(
            $"Set-SttCredential prod https://stt.example.com -ApiKey $args[0] {more}", Secret("key")).ErrorId);

    [Fact]
    public void A_file_that_others_can_read_is_an_error_that_says_what_to_do()
    {
        if (OperatingSystem.IsWindows()) return;
        Store("prod", FakeService.Key);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Result result = Shell.Run("Connect-SttService -Name prod");

        Assert.Equal("CredentialStoreOpenToOthers", result.ErrorId);
        Assert.Contains("chmod 600", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Names_are_completed()
    {
        Store("prod-eu", "key");
        Store("prod-us", "key");

        object?[] names = Shell.Get(
            "[System.Management.Automation.CommandCompletion]::CompleteInput('Connect-SttService -Name pro', 28, $null)"
            + ".CompletionMatches | ForEach-Object { $_.CompletionText }");

        Assert.Equal(["prod-eu", "prod-us"], names.Cast<string>());
    }

    [Fact]
    public void The_view_marks_the_default_and_says_where_secrets_are()
    {
        Store("prod", "key", "-Default");
        Shell.Get("Set-SttCredential open https://stt.example.com -NoAuthentication");

        string shown = Shell.Show("Get-SttCredential");

        Assert.Matches(@"\* prod +Basic +encrypted file", shown);
        Assert.Matches(@"  open +None +https", shown);
    }

    [Fact]
    public void A_session_of_that_name_that_is_open_is_not_opened_twice()
    {
        Store("prod", FakeService.Key);
        Shell.Get("Connect-SttService -Name prod");

        Assert.Equal("SessionNameTaken", Shell.Run("Connect-SttService -Name prod").ErrorId);
    }

    private void Store(string name, string key, string more = "")
        => Shell.Get($"Set-SttCredential $args[0] $args[1] -ApiKey $args[2] {more}", name, Service.Uri, Secret(key));
}

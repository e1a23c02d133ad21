using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests.Credentials;

public sealed class CredentialStoreTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _folder = new();
    private readonly CredentialDirectories _directories;
    private readonly CredentialStore _store;

    public CredentialStoreTests()
    {
        _directories = new CredentialDirectories(
            Path.Combine(_folder.Path, "config", "SttPowerShell"),
            Path.Combine(_folder.Path, "state", "SttPowerShell"));
        _store = new CredentialStore(_directories, TimeProvider.System);
    }

    private string FilePath => Path.Combine(_directories.Credentials, "credentials.json");

    private string KeyPath => Path.Combine(_directories.Key, "credentials.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_secret_comes_back_and_stands_nowhere_in_clear()
    {
        await SetAsync("prod", "canary-ü-4711", clientSecret: "canary-client");

        StoredCredential stored = Assert.Single(_store.Read().Credentials);
        CredentialSecrets secrets = _store.Open(stored);
        Assert.Equal(("canary-ü-4711", "canary-client"), (secrets.Secret, secrets.ClientSecret));
        string text = await File.ReadAllTextAsync(FilePath);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Y2FuYXJ5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", secrets.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_files_are_their_owners_alone_and_lie_apart()
    {
        await SetAsync("prod", "s");

        Assert.NotEqual(Path.GetDirectoryName(FilePath), Path.GetDirectoryName(KeyPath));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(Own, File.GetUnixFileMode(FilePath));
        Assert.Equal(Own, File.GetUnixFileMode(KeyPath));
        Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(_directories.Key));
        Assert.Equal(32, new FileInfo(KeyPath).Length);
    }

    [Theory]
    [InlineData(true, UnixFileMode.GroupRead)]
    [InlineData(true, UnixFileMode.OtherWrite)]
    [InlineData(false, UnixFileMode.OtherRead)]
    [InlineData(false, UnixFileMode.GroupWrite)]
    public async Task A_file_that_others_can_reach_is_refused(bool isKey, UnixFileMode more)
    {
        if (OperatingSystem.IsWindows()) return;
        StoredCredential stored = await SetAsync("prod", "s");
        File.SetUnixFileMode(isKey ? KeyPath : FilePath, Own | more);

        CredentialStoreException e = Assert.Throws<CredentialStoreException>(() =>
        {
            _store.Read();
            _store.Open(stored);
        });
        Assert.Equal("CredentialStoreOpenToOthers", e.ErrorId);
        Assert.Contains("chmod 600", e.Advice, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<CredentialStoreException>(() => SetAsync("other", "t"));
        Assert.Equal("CredentialStoreOpenToOthers", e.ErrorId);
    }

    [Fact]
    public async Task A_secret_opens_only_with_the_values_that_it_was_stored_with()
    {
        StoredCredential stored = await SetAsync("prod", "s");
        StoredCredential[] changed =
        [
            stored with { Uri = "https://attacker.example.com" },
            stored with { AuthenticationUri = "https://attacker.example.com" },
            stored with { Authentication = "basic" },
            stored with { UserName = "" },
            stored with { Name = "other" },
            stored with { Sealed = stored.Sealed![..^8] + "AAAAAAA=" },
            stored with { Sealed = "no base64!" },
            stored with { Sealed = "AAAA" },
        ];

        Assert.All(changed, c => Assert.Equal(
            "CredentialUnreadable", Assert.Throws<CredentialStoreException>(() => _store.Open(c)).ErrorId));
        Assert.Equal("s", _store.Open(stored).Secret);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        CredentialStore[] stores =
            [.. Enumerable.Range(0, 24).Select(_ => new CredentialStore(_directories, TimeProvider.System))];

        await Task.WhenAll(stores.Select((store, n) => Task.Run(
            () => store.SetAsync(Credential($"c{n}"), new CredentialSecrets { Secret = $"s{n}" }, n == 7, default))));

        CredentialDocument document = _store.Read();
        Assert.Equal("c7", document.Default);
        Assert.Equal(
            Enumerable.Range(0, 24).Select(n => ($"c{n}", $"s{n}")).Order(),
            document.Credentials.Select(c => (c.Name, _store.Open(c).Secret!)).Order());
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_file()
    {
        await SetAsync("prod", "s");
        using CancellationTokenSource end = new();
        Task reading = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                StoredCredential stored = _store.Read().Credentials.Single(c => c.Name == "prod");
                Assert.StartsWith("s", _store.Open(stored).Secret, StringComparison.Ordinal);
            }
        });

        for (int n = 0; n < 40; n++) await SetAsync("prod", "s" + n);
        await end.CancelAsync();
        await reading;
    }

    [Fact]
    public async Task What_a_killed_writer_left_changes_nothing_and_is_no_hindrance()
    {
        await SetAsync("prod", "s");
        await File.WriteAllTextAsync(FilePath + ".new", """{"version":1,"cred""");
        await File.WriteAllTextAsync(KeyPath + ".new", "half");

        Assert.Single(_store.Read().Credentials);
        await SetAsync("second", "t");

        Assert.Equal(["prod", "second"], _store.Read().Credentials.Select(c => c.Name));
        Assert.False(File.Exists(FilePath + ".new"));
    }

    [Fact]
    public async Task A_lost_key_is_not_replaced_while_it_still_locks_something()
    {
        StoredCredential stored = await SetAsync("prod", "s");
        File.Move(KeyPath, KeyPath + ".elsewhere");

        Assert.Equal("CredentialKeyMissing",
            Assert.Throws<CredentialStoreException>(() => _store.Open(stored)).ErrorId);
        Assert.Equal("CredentialKeyMissing",
            (await Assert.ThrowsAsync<CredentialStoreException>(() => SetAsync("other", "t"))).ErrorId);

        File.Move(KeyPath + ".elsewhere", KeyPath);
        Assert.Equal("s", _store.Open(stored).Secret);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"credentials":[]}""")]
    [InlineData("""{"version":1,"credentials":null}""")]
    [InlineData("""{"version":1,"credentials":[null]}""")]
    [InlineData("""{"version":1,"credentials":[{"name":"a"}]}""")]
    [InlineData("""{"version":1,"credentials":[{"name":"a","uri":"no","authentication":"iam"}]}""")]
    public async Task A_file_that_is_no_store_is_left_as_it_is(string content)
    {
        await SetAsync("prod", "s");
        await File.WriteAllTextAsync(FilePath, content);

        Assert.Equal("CredentialStoreDamaged", Assert.Throws<CredentialStoreException>(_store.Read).ErrorId);
        Assert.Equal("CredentialStoreDamaged",
            (await Assert.ThrowsAsync<CredentialStoreException>(() => SetAsync("other", "t"))).ErrorId);
        Assert.Equal(content, await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Waiting_for_another_writer_can_be_cancelled()
    {
        await SetAsync("prod", "s");
        using FileStream other = PrivateFile.OpenAlone(Path.Combine(_directories.Credentials, "credentials.lock"));
        using CancellationTokenSource stop = new(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.SetAsync(Credential("other"), null, false, stop.Token));
    }

    [Fact]
    public async Task Removing_the_default_leaves_none()
    {
        await SetAsync("prod", "s");
        await _store.SetDefaultAsync("PROD", default);
        Assert.Equal("prod", _store.Read().Default);

        Assert.NotNull(await _store.RemoveAsync("Prod", default));

        Assert.Null(_store.Read().Default);
        Assert.Null(await _store.RemoveAsync("prod", default));
        Assert.Null(await _store.SetDefaultAsync("prod", default));
    }

    [Theory]
    [InlineData("/c", "/s", "/h", "/c/SttPowerShell", "/s/SttPowerShell")]
    [InlineData(null, "", "/h", "/h/.config/SttPowerShell", "/h/.local/state/SttPowerShell")]
    [InlineData("relative", null, "/h", "/h/.config/SttPowerShell", "/h/.local/state/SttPowerShell")]
    public void The_folders_are_those_of_the_xdg_specification(
        string? config, string? state, string home, string credentials, string key)
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(new CredentialDirectories(credentials, key), CredentialDirectories.Under(config, state, home));
    }

    [Fact]
    public void A_user_without_a_home_is_told_so()
        => Assert.Equal("CredentialStoreUnavailable", Assert.Throws<CredentialStoreException>(
            () => CredentialDirectories.Under(null, null, "")).ErrorId);

    private async Task<StoredCredential> SetAsync(string name, string secret, string? clientSecret = null)
    {
        CredentialSecrets secrets = new() { Secret = secret, ClientSecret = clientSecret };
        await _store.SetAsync(Credential(name), secrets, false, default);
        return _store.Read().Credentials.Single(c => c.Name == name);
    }

    private static StoredCredential Credential(string name)
        => new() { Name = name, Uri = "https://stt.example.com", Authentication = "iam", HasApiKey = true };
}

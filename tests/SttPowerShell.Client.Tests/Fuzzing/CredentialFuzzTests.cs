using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Fuzzing;

namespace SttPowerShell.Client.Tests.Fuzzing;

/// <summary>Files and variables that others write, and those of our own that may have been damaged.</summary>
public sealed class CredentialFuzzTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_credential_file_says_something_or_nothing()
    {
        string file = Path.Combine(_folder.Path, CredentialDiscovery.FileName);
        Dictionary<string, string> environment = new() { ["HOME"] = _folder.Path };
        Fuzz fuzz = new("credential-file", e => e is DiscoveryException);

        fuzz.Run(
            Inputs.Damaged("# IBM\r\nSPEECH_TO_TEXT_URL=https://x\nSPEECH_TO_TEXT_APIKEY='a=b'\nOTHER_URL=\"\"\n"), Find);
        fuzz.Run(Inputs.Pieced(
            "SPEECH_TO_TEXT_", "speech_to_text_", "URL", "APIKEY", "=", "\n", "\r", "#", " ", "'", "\"", "\uFEFF", "\0", "ü"),
            Find);

        void Find(byte[] content)
        {
            File.WriteAllBytes(file, content);
            Ask(new CredentialDiscovery(environment, _folder.Path).Find());
        }
    }

    [Fact]
    public void Any_vcap_services_says_something_or_nothing()
    {
        const string Vcap = """
            {"speech_to_text":[{"name":"first","credentials":{"url":"https://x","iam_apikey":"k","username":"u"}}],
            "user-provided":[{"name":"speech_to_text","credentials":{"url":"https://y","password":"p"}}]}
            """;
        Fuzz fuzz = new("vcap", e => e is DiscoveryException);

        fuzz.Run(Inputs.Json(Vcap, """{"speech_to_text":[{"credentials":{"url":"https://x"}}]}"""), json =>
            Ask(new CredentialDiscovery(
                new Dictionary<string, string> { ["VCAP_SERVICES"] = Encoding.UTF8.GetString(json) }, _folder.Path).Find()));
    }

    [Fact]
    public async Task Any_store_gives_its_credentials_or_says_what_is_wrong()
    {
        CredentialDirectories directories = new(Path.Combine(_folder.Path, "c"), Path.Combine(_folder.Path, "k"));
        CredentialStore store = new(directories, TimeProvider.System);
        foreach (string name in (string[])["a", "b"]) await store.SetAsync(Described(name), Secrets("s", null), true, default);
        string file = Path.Combine(directories.Credentials, "credentials.json");
        string key = Path.Combine(directories.Key, "credentials.key");
        byte[] goodKey = await File.ReadAllBytesAsync(key);
        string good = await File.ReadAllTextAsync(file);
        Fuzz fuzz = new("credential-store", e => e is CredentialStoreException);

        fuzz.Run(Inputs.Json(good), json => Open(json, goodKey));
        fuzz.Run(Inputs.Damaged(goodKey), damaged => Open(Encoding.UTF8.GetBytes(good), damaged));

        void Open(byte[] json, byte[] ofKey)
        {
            Write(file, json);
            Write(key, ofKey);
            foreach (StoredCredential credential in store.Read().Credentials) store.Open(credential);
        }
    }

    [Fact]
    public void What_was_stored_comes_back()
    {
        CredentialDirectories directories = new(Path.Combine(_folder.Path, "c"), Path.Combine(_folder.Path, "k"));
        CredentialStore store = new(directories, TimeProvider.System);

        Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> Secret, string? Client, NonNull<string> User)>(), given =>
        {
            StoredCredential described = Described("x") with { UserName = given.User.Get };
            store.SetAsync(described, Secrets(given.Secret.Get, given.Client), false, default).GetAwaiter().GetResult();
            StoredCredential stored = store.Read().Credentials.Single();
            return store.Open(stored) == Secrets(given.Secret.Get, given.Client)
                && stored with { Sealed = null } == described;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void Any_endpoint_file_leads_to_a_service_or_to_none()
    {
        const string Good = """
            {"uri":"http://127.0.0.1:1","process_id":1,"started":"2026-01-05T10:00:00+00:00","api_key":"k","version":"1"}
            """;
        string file = Path.Combine(_folder.Path, LocalServiceEndpoint.FileName);

        new Fuzz("endpoint-file").Run(Inputs.Json(Good), json =>
        {
            Write(file, json);
            LocalServiceEndpoint.Read(_folder.Path);
        });
    }

    [Fact]
    public void Any_token_lives_for_some_time()
    {
        byte[] Jwt(string claims) => Encoding.ASCII.GetBytes($"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))}.x");
        byte[][] good = [Jwt("""{"iat":1767600000,"exp":1767603600}"""), Jwt("""{"exp":1e300,"iat":-1e300}"""), Jwt("[]")];

        new Fuzz("token").Run(Inputs.Damaged(good), token =>
        {
            AccessToken issued = JsonWebToken.Issue(Encoding.Latin1.GetString(token), DateTimeOffset.UnixEpoch.AddDays(20_000));
            Assert.True(issued.RefreshAt <= issued.ExpiresAt.AddSeconds(10));
        });
    }

    private static void Ask(ServiceProperties? found)
    {
        if (found is null) return;
        foreach (string name in (string[])["URL", "AUTH_URL"]) found.Url(name);
        Assert.DoesNotContain("APIKEY", found.ToString(), StringComparison.Ordinal);
    }

    private static void Write(string file, byte[] content)
    {
        File.WriteAllBytes(file, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Own);
    }

    private static StoredCredential Described(string name)
        => new() { Name = name, Uri = "https://x/", Authentication = "basic", UserName = "u" };

    private static CredentialSecrets Secrets(string secret, string? client) => new() { Secret = secret, ClientSecret = client };
}

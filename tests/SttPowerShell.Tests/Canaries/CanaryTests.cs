using System.Collections;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using System.Text.Json;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Canaries;

/// <summary>
/// No secret leaves a trace: every cmdlet runs, in success and failure, with all streams on, against a service that
/// repeats in its refusals what it was sent.
/// </summary>
public sealed class CanaryTests : CredentialTest
{
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "SttPowerShell.Tests", "Canaries");

    private readonly Canary _key = Canary.Between("+&", "Key");
    private readonly Canary _token = Canary.Between("~/", "Token");
    private readonly Canary _password = Canary.Between("ü' %", "Password");
    private readonly Canary _userSecret = Canary.Between("&<?", "UserSecret");

    [Fact]
    public void No_cmdlet_leaves_a_trace_of_a_secret_anywhere()
    {
        Prepare();
        Traces traces = new([_key, _token, _password, _userSecret]);
        List<string> wrong = [];
        int played = 0;
        using PowerShell shell = Shell.Create("& $args[0] $args[1]", Path.Combine(Scripts, "Play.ps1"), Stage());
        PSDataCollection<PSObject> results = [];
        results.DataAdded += (_, added) =>
        {
            played++;
            if (results[added.Index].Text("Cmdlet") == "Start-SttLocalService") LookAtLocalService(traces);
            LookAt(results[added.Index], traces, wrong);
        };

        shell.Invoke(null, results, new PSInvocationSettings { AddToHistory = true });

        wrong.AddRange(shell.Streams.Error.Select(e => $"between scenarios: {e}"));
        traces.LookAt("$Error", Shell.Get("$Error"));
        traces.LookAt("the history", Shell.Get("Get-History"));
        traces.LookAt("what the host shows", Shell.Host.Text);
        traces.LookAtFiles(Folder.Path);
        traces.LookAtFiles(Home.Path, "endpoint.json");
        string[] failures = [.. traces.Found, .. wrong];
        Assert.True(failures.Length == 0, string.Join('\n', failures));
        Assert.True(played > 100, $"{played}");
    }

    /// <summary>Where there is a transcript, a history and a terminal's view of things.</summary>
    [PwshFact]
    public async Task No_trace_is_left_in_a_real_pwsh()
    {
        Prepare();
        Traces traces = new([_key, _token, _password, _userSecret]);
        using TempFolder results = new();
        using Process pwsh = Process.Start(new ProcessStartInfo("pwsh",
            ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Scripts, "PlayInPwsh.ps1"), Repository.Manifest, results.Path])
        {
            WorkingDirectory = Folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = pwsh.StandardError.ReadToEndAsync();
        await pwsh.StandardInput.WriteLineAsync(JsonSerializer.Serialize(Stage(c => c.Value)));
        string? last = null;
        while (await pwsh.StandardOutput.ReadLineAsync() is string line)
        {
            traces.LookAt("the output of pwsh", line);
            last = line;
            if (line.Contains("Start-SttLocalService (", StringComparison.Ordinal)) traces.LookAtProcesses();
            if (!line.StartsWith("played ", StringComparison.Ordinal)) continue;
            traces.LookAtProcesses();
            pwsh.StandardInput.Close();
        }

        traces.LookAt("the errors of pwsh", await errors);
        Assert.True(last?.StartsWith("played ", StringComparison.Ordinal), (await errors)[^2000..]);
        Assert.True(File.ReadAllText(results["transcript.txt"]).Contains("Get-SttBaseModel (", StringComparison.Ordinal));
        traces.LookAtFiles(results.Path);
        traces.LookAtFiles(Folder.Path);
        traces.LookAtFiles(Home.Path, "endpoint.json");
        Assert.Empty(traces.Found);
    }

    [Fact]
    public void Every_cmdlet_has_a_scenario_and_every_parameter_that_takes_a_secret_is_used_in_one()
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(Scripts, "Scenarios.ps1"), out _, out _);
        ILookup<string, CommandAst> calls = script.FindAll(a => a is CommandAst, true).Cast<CommandAst>()
            .ToLookup(c => c.GetCommandName() ?? "");

        List<string> missing = [];
        foreach (CmdletInfo cmdlet in Shell.Get("(Get-Module SttPowerShell).ExportedCmdlets.Values").Cast<CmdletInfo>())
        {
            if (!calls.Contains(cmdlet.Name)) missing.Add(cmdlet.Name);
            string[] used = [.. calls[cmdlet.Name].SelectMany(c => c.CommandElements).OfType<CommandParameterAst>()
                .Select(p => p.ParameterName)];
            missing.AddRange(Secrets(cmdlet).Except(used).Select(p => $"{cmdlet.Name} -{p}"));
        }
        Assert.Empty(missing);
    }

    [Fact]
    public void A_trace_in_any_form_is_found()
    {
        Traces traces = new([_key]);
        string url = Uri.EscapeDataString(_key.Value);
        object[] holders =
        [
            new ErrorRecord(new InvalidOperationException("no", new FormatException(_key.Value)), "x", default, null),
            new Hashtable { ["header"] = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"apikey:{_key.Value}")) },
            new Uri($"https://example.com/?secret={url}"),
            _key.Secret,
            new object[] { new object[] { JsonSerializer.Serialize(_key.Value) } },
            new PSObject(new VerboseRecord(Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes("-Key " + _key.Value)))),
        ];
        for (int i = 0; i < holders.Length; i++)
        {
            traces.LookAt($"holder {i};", holders[i]);
            Assert.Contains(traces.Found, f => f.Contains($"holder {i};", StringComparison.Ordinal));
        }
    }

    private void Prepare()
    {
        _ = new CanaryService(Service, _token.Value);
        Service.Add("clinic");
        Service.AudioData.Add(Service.Add("voices", acoustic: true), "recording");
        Service.Jobs.Add("completed");
        Folder.Write("call.wav", Recording.Wave());
    }

    private Hashtable Stage() => Stage(canary => canary.Secret);

    private Hashtable Stage(Func<Canary, object> secret) => new()
    {
        ["Uri"] = Service.Uri,
        ["Folder"] = Folder.Path,
        ["Audio"] = Folder["call.wav"],
        ["Data"] = Home["data"],
        ["Callback"] = "https://callback.example/",
        ["Key"] = secret(_key),
        ["Token"] = secret(_token),
        ["Password"] = secret(_password),
        ["UserSecret"] = secret(_userSecret),
        ["WholeConnections"] = new[] { "a key and a client at a token service" },
    };

    /// <summary>Its own key is a secret, too, and it is a process that goes on.</summary>
    private void LookAtLocalService(Traces traces)
    {
        using JsonDocument endpoint = JsonDocument.Parse(File.ReadAllText(Home["data/endpoint.json"]));
        traces.LookFor(Canary.Of(endpoint.RootElement.GetProperty("api_key").GetString()!, "LocalKey"));
        traces.LookAtProcesses();
    }

    private static void LookAt(PSObject played, Traces traces, List<string> wrong)
    {
        string name = $"{played.Text("Cmdlet")} ({played.Text("Case")})";
        object?[] records = (object?[])played.Property("Records")!;
        bool failed = records.Any(r => r is ErrorRecord or PSObject { BaseObject: ErrorRecord });
        if (failed != (bool)played.Property("Fails")!) wrong.Add($"{name}: {string.Join("; ", records)}");
        foreach (object? record in records) traces.LookAt($"{name}: {(record as PSObject)?.BaseObject.GetType().Name}", record);
    }

    private static IEnumerable<string> Secrets(CmdletInfo cmdlet) => cmdlet.Parameters.Values
        .Where(p => p.ParameterType == typeof(SecureString) || p.ParameterType == typeof(PSCredential)
            || p.Name == "TokenScript")
        .Select(p => p.Name);
}

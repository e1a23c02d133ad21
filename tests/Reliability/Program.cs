using System.Reflection;
using SttPowerShell.Faults;
using SttPowerShell.Peers;
using SttPowerShell.Reliability;

// Plays every fault of a synchronous recognition to the module and to IBM's node SDK and writes docs/reliability.md.
string root = typeof(Outcome).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
string audio = Path.Combine(Path.GetTempPath(), $"stt-reliability-{Environment.ProcessId}.wav");
TimeSpan idle = TimeSpan.FromSeconds(2);
TimeSpan limit = TimeSpan.FromSeconds(12);
WaveFile.Write(audio, seconds: 300);
try
{
    (NodeSdk? sdk, string? missing) = await NodeSdk.FindAsync(CancellationToken.None);
    using NodeClient? node = sdk is null ? null : NodeClient.Start(sdk, audio);
    using ModuleClient module = new(Path.Combine(root, "SttPowerShell.psd1"));
    FaultTable table = new();
    foreach (Fault fault in FaultList.All)
    {
        Outcome ours;
        await using (FaultServer server = new(fault)) ours = await module.RecognizeAsync(server.Uri, audio, idle, limit);
        Outcome? theirs = null;
        if (node is not null)
        {
            await using FaultServer server = new(fault);
            theirs = await node.RecognizeAsync(server.Uri, limit);
        }
        table.Add(fault, ours, theirs);
        Console.WriteLine($"{fault.Name}: {ours.Describe(fault)} | {theirs?.Describe(fault)}");
    }
    ReplayTable replays = await ReplayTable.RunAsync(module, node, audio, idle, limit);
    Document.Write(Path.Combine(root, "docs", "reliability.md"), table, replays, missing);
    return table.Dishonest == 0 && replays.Same ? 0 : 1;
}
finally
{
    File.Delete(audio);
}

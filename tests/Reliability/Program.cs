using System.Globalization;
using System.Reflection;
using SttPowerShell.Faults;
using SttPowerShell.Peers;
using SttPowerShell.Reliability;

// Reliability faults           plays every fault of a recognition over HTTP, over a WebSocket and by a job to the module and to
//                              IBM's node SDK
// Reliability job-faults       those of an asynchronous recognition only
// Reliability soak [MINUTES]   mixed load on a local service that is killed again and again
// Reliability bulk [FILES KILLS]   a bulk recognition that is killed again and again
// Each writes their part of docs/reliability.md and fail if an outcome is neither a result nor an honest error.
string root = typeof(Outcome).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
string manifest = Path.Combine(root, "SttPowerShell.psd1");
Document document = new(Path.Combine(root, "docs", "reliability.md"));
string audio = Path.Combine(Path.GetTempPath(), $"stt-reliability-{Environment.ProcessId}.wav");
try
{
    switch (args)
    {
        case ["faults"]:
            WaveFile.Write(audio, 9_600_044); // five minutes: more than the sockets hold
            return await PlayFaultsAsync() & await PlayJobFaultsAsync() ? 0 : 1;
        case ["job-faults"]:
            WaveFile.Write(audio, 9_600_044);
            return await PlayJobFaultsAsync() ? 0 : 1;
        case ["soak", .. string[] rest]:
            double minutes = rest is [string text] ? double.Parse(text, CultureInfo.InvariantCulture) : 10;
            using (Soak soak = new(manifest, await SampleRecording.FindAsync(root), TimeSpan.FromMinutes(minutes)))
            {
                SoakResult result = await soak.RunAsync();
                document.Replace("soak", result.Write);
                foreach (string lost in result.Lost) Console.WriteLine($"Lost: {lost}");
                return result.IsGood ? 0 : 1;
            }
        case ["bulk", .. string[] rest]:
            int[] numbers = [.. rest.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
            Bulk bulk = numbers is [int files, int kills] ? new(root, files, kills) : new(root, 1000, 50);
            await bulk.RunAsync();
            document.Replace("bulk", bulk.Write);
            return bulk.IsGood ? 0 : 1;
        default:
            Console.Error.WriteLine("Usage: Reliability faults | job-faults | soak [MINUTES] | bulk [FILES KILLS]");
            return 64;
    }
}
finally
{
    File.Delete(audio);
}

async Task<bool> PlayFaultsAsync()
{
    TimeSpan idle = TimeSpan.FromSeconds(2);
    TimeSpan limit = TimeSpan.FromSeconds(12);
    (NodeSdk? sdk, string? missing) = await NodeSdk.FindAsync(CancellationToken.None);
    using NodeClient? node = sdk is null ? null : NodeClient.Start(sdk, audio);
    using ModuleClient module = new(manifest);
    FaultTable faults = new(missing);
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
        faults.Add(fault, ours, theirs);
        Console.WriteLine($"{fault.Name}: {ours.Describe(fault)} | {theirs?.Describe(fault)}");
    }
    FaultTable streamed = new(missing);
    foreach (StreamingFault fault in StreamingFaultList.All)
    {
        Outcome ours;
        await using (StreamingServer server = await StreamingServer.StartAsync(fault))
            ours = await module.RecognizeAsync(server.Uri, audio, idle, limit, "WebSocket");
        Outcome? theirs = null;
        if (node is not null)
        {
            await using StreamingServer server = await StreamingServer.StartAsync(fault);
            theirs = await node.RecognizeAsync(server.Uri, limit, streamed: true);
        }
        streamed.Add(fault, ours, theirs);
        Console.WriteLine($"{fault.Name}: {ours.Describe(fault)} | {theirs?.Describe(fault)}");
    }
    ReplayTable replays = await ReplayTable.RunAsync(module, node, audio, idle, limit);
    document.Replace("faults", faults.Write);
    document.Replace("streamed-faults", streamed.Write);
    document.Replace("replays", replays.Write);
    return faults.Dishonest == 0 && streamed.Dishonest == 0 && replays.Same;
}

async Task<bool> PlayJobFaultsAsync()
{
    TimeSpan idle = TimeSpan.FromSeconds(2);
    TimeSpan limit = TimeSpan.FromSeconds(12);
    (NodeSdk? sdk, string? missing) = await NodeSdk.FindAsync(CancellationToken.None);
    using NodeClient? node = sdk is null ? null : NodeClient.Start(sdk, audio, "job-outcomes.js");
    using ModuleClient module = new(manifest);
    JobFaultTable faults = new(missing);
    foreach (JobFault fault in JobFaultList.All)
    {
        (Outcome, int) ours;
        await using (FaultServer server = new(fault))
        {
            ours = (await module.RecognizeByJobAsync(server.Uri, audio, idle, limit), server.Recognitions);
        }
        (Outcome, int)? theirs = null;
        if (node is not null)
        {
            await using FaultServer server = new(fault);
            theirs = (await node.RecognizeAsync(server.Uri, limit), server.Recognitions);
        }
        faults.Add(fault, ours, theirs);
        Console.WriteLine($"{fault}: {ours.Item1.Describe(fault.Fault)} | {theirs?.Item1.Describe(fault.Fault)}");
    }
    document.Replace("job-faults", faults.Write);
    return faults.Dishonest == 0;
}

using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization;

/// <summary>
/// A custom acoustic model as its user thinks of it: names of audio, good or bad, and what has happened since the last
/// training. It does the same to the service and says what a user expects to see (contract sections 9, 11).
/// </summary>
internal sealed class ReferenceAcousticModel(AudioModel service)
{
    private readonly SortedDictionary<string, bool> _audio = new(StringComparer.Ordinal);
    private bool _changed;
    private bool _trained;
    private bool _failed;

    private bool HasData => _audio.ContainsValue(true);

    private string ExpectedStatus => _failed ? "failed"
        : _changed ? HasData ? "ready" : "pending"
        : _trained ? "available" : "pending";

    public async Task DoAsync(byte step)
    {
        string name = $"n{step / 8 % 3}";
        bool flag = step >= 128;
        Task done = (step % 8) switch
        {
            0 or 1 => AddAsync([name], isGood: step % 3 > 0, flag),
            2 => AddAsync(["n0", "n1", "n2"], isGood: step % 3 > 0, flag),
            3 or 4 => RemoveAsync(name),
            5 or 6 => TrainAsync(strict: step % 3 > 0),
            _ => ResetAsync(),
        };
        await done;
        await CompareAsync();
    }

    /// <summary>Adds audio, several at once: while some are analysed, others are taken.</summary>
    private async Task AddAsync(string[] names, bool isGood, bool overwrite)
    {
        byte[] audio = isGood ? AudioModel.Utterance() : new byte[200];
        foreach (string name in names)
        {
            bool takes = overwrite || !_audio.ContainsKey(name);
            Exchange answer = await service.AddAsync(name, audio, query: overwrite ? "?allow_overwrite=true" : "");
            Assert.Equal(takes ? 201 : 400, answer.Status);
            if (!takes) continue;
            _audio[name] = isGood;
            Change();
        }
        await service.SettleAsync();
    }

    private async Task RemoveAsync(string name)
    {
        bool exists = _audio.Remove(name);
        Assert.Equal(exists ? 200 : 400, (await service.SendAsync("DELETE", $"/audio/{name}")).Status);
        if (exists) Change();
    }

    private async Task TrainAsync(bool strict)
    {
        bool begins = HasData && ExpectedStatus != "available" && !(strict && _audio.ContainsValue(false));
        Exchange answer = await service.SendAsync("POST", $"/train?strict={strict}");
        Assert.Equal(begins ? 200 : 400, answer.Status);
        Assert.Equal(begins && _audio.ContainsValue(false),
            answer.Body.Contains("warnings", StringComparison.Ordinal));
        (_failed, _trained, _changed) = begins ? (false, true, false) : (true, _trained, _changed);
    }

    private async Task ResetAsync()
    {
        Assert.Equal(200, (await service.SendAsync("POST", "/reset")).Status);
        _audio.Clear();
        _changed = _trained = _failed = false;
    }

    private void Change() => (_changed, _failed) = (true, false);

    private async Task CompareAsync()
    {
        JsonNode model = await service.TrainedAsync();
        Assert.Equal(ExpectedStatus, (string?)model["status"]);
        Assert.Equal(ExpectedStatus == "available" ? 100 : 0, (int?)model["progress"]);
        Assert.Equal(ExpectedStatus == "failed", model["error"] is not null);
        IEnumerable<string> audio = (await service.GetAsync("/audio"))["audio"]!.AsArray()
            .Select(one => $"{one!["name"]} {one["status"]}");
        Assert.Equal(_audio.Select(one => $"{one.Key} {(one.Value ? "ok" : "invalid")}"), audio.Order());
    }
}

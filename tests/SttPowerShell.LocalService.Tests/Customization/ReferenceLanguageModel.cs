using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization;

/// <summary>
/// A custom language model as its user thinks of it: names of corpora, good or bad, words, and what has happened since
/// the last training. It does the same to the service and says what a user expects to see (contract section 11).
/// </summary>
internal sealed class ReferenceLanguageModel(LanguageModel service)
{
    private readonly SortedDictionary<string, bool> _corpora = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = [];
    private bool _changed;
    private bool _trained;
    private bool _failed;

    private bool HasData => _words.Count > 0 || _corpora.ContainsValue(true);

    private string ExpectedStatus => _failed ? "failed"
        : _changed ? HasData ? "ready" : "pending"
        : _trained ? "available" : "pending";

    public async Task DoAsync(byte step)
    {
        string name = $"n{step / 8 % 3}";
        bool flag = step >= 128;
        Task done = (step % 8) switch
        {
            0 or 1 => AddCorpusAsync(name, isGood: step % 3 > 0, overwrite: flag),
            2 => RemoveAsync($"/corpora/{name}", _corpora.ContainsKey(name), () => _corpora.Remove(name)),
            3 => AddWordAsync(name),
            4 => RemoveAsync($"/words/{name}", _words.Contains(name), () => _words.Remove(name)),
            5 or 6 => TrainAsync(strict: step % 3 > 0, force: flag),
            _ => ResetAsync(),
        };
        await done;
        await CompareAsync();
    }

    private async Task AddCorpusAsync(string name, bool isGood, bool overwrite)
    {
        bool takes = overwrite || !_corpora.ContainsKey(name);
        Exchange answer = await service.AddCorpusAsync(
            name, isGood ? "the cat sat" : "...", overwrite ? "?allow_overwrite=true" : "");
        Assert.Equal(takes ? 201 : 400, answer.Status);
        if (!takes) return;
        _corpora[name] = isGood;
        Change();
    }

    private async Task AddWordAsync(string name)
    {
        StringContent word = new("""{"sounds_like":["the zoo"]}""", null, "application/json");
        Assert.Equal(201, (await service.SendAsync("PUT", $"/words/{name}", word)).Status);
        _words.Add(name);
        Change();
    }

    private async Task RemoveAsync(string path, bool exists, Action remove)
    {
        Exchange answer = await service.SendAsync("DELETE", path);
        if (!exists) Assert.InRange(answer.Status, 400, 404);
        else Assert.Equal(200, answer.Status);
        if (!exists) return;
        remove();
        Change();
    }

    private async Task TrainAsync(bool strict, bool force)
    {
        bool isNew = ExpectedStatus != "available" || force;
        bool begins = HasData && isNew && !(strict && _corpora.ContainsValue(false));
        Exchange answer = await service.SendAsync("POST", $"/train?strict={strict}&force={force}");
        Assert.Equal(begins ? 200 : 400, answer.Status);
        Assert.Equal(begins && _corpora.ContainsValue(false),
            answer.Body.Contains("warnings", StringComparison.Ordinal));
        (_failed, _trained, _changed) = begins ? (false, true, false) : (true, _trained, _changed);
    }

    private async Task ResetAsync()
    {
        Assert.Equal(200, (await service.SendAsync("POST", "/reset")).Status);
        _corpora.Clear();
        _words.Clear();
        _changed = _trained = _failed = false;
    }

    private void Change() => (_changed, _failed) = (true, false);

    private async Task CompareAsync()
    {
        JsonNode model = await service.SettleAsync();
        Assert.Equal(ExpectedStatus, (string?)model["status"]);
        Assert.Equal(ExpectedStatus == "available" ? 100 : 0, (int?)model["progress"]);
        Assert.Equal(ExpectedStatus == "failed", model["error"] is not null);
        IEnumerable<string> corpora = (await service.GetAsync("/corpora"))["corpora"]!.AsArray()
            .Select(corpus => $"{corpus!["name"]} {corpus["status"]}");
        Assert.Equal(
            _corpora.Select(corpus => $"{corpus.Key} {(corpus.Value ? "analyzed" : "undetermined")}"), corpora.Order());
        IEnumerable<string?> words = (await service.GetAsync("/words"))["words"]!.AsArray()
            .Select(word => (string?)word!["word"]);
        Assert.Equal(_words.Order(), words);
    }
}

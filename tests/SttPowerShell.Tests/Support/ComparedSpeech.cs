using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// Makes a fake service hear texts: a recording tells by its length which it is, the request with which models.
/// </summary>
internal sealed class ComparedSpeech
{
    private const int HeaderBytes = 44;
    private const int BytesOfStep = 320;

    private readonly ConcurrentDictionary<(int Recording, string Models), string> _heard = new();
    private readonly ConcurrentDictionary<(int Recording, string Models), (int Status, string Body)> _failures = new();
    private readonly TempFolder _folder;
    private int _vanishesAfter = int.MaxValue;
    private int _recordings;
    private int _underWay;
    private int _most;

    public ComparedSpeech(FakeService service, TempFolder folder)
    {
        _folder = folder;
        service.Answers["POST /v1/recognize"] = AnswerAsync;
    }

    /// <summary>What each recognition was asked for, without its base model.</summary>
    public ConcurrentQueue<string> Recognitions { get; } = new();

    /// <summary>How many recognitions were under way at a time.</summary>
    public int Most => _most;

    /// <summary>How long each recognition takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Adds a recording and what is heard in it, by what the query has beside the base model.</summary>
    /// <returns>Its row in a table of references.</returns>
    public string Add(string reference, params (string Models, string Heard)[] heard)
    {
        int number = _recordings++;
        string path = _folder.Write($"{number}.wav", Recording.Wave(BytesOfStep * (number + 1) / 32000.0));
        foreach ((string models, string text) in heard) _heard[(number, models)] = text;
        return $"[pscustomobject]@{{ Path = '{path}'; Reference = '{reference.Replace("'", "''", StringComparison.Ordinal)}' }}";
    }

    /// <summary>Makes a recording fail with a model.</summary>
    public void Fail(int recording, string models, int status, string error)
        => _failures[(recording, models)] = (status, $$"""{"code":{{status}},"error":"{{error}}"}""");

    /// <summary>Cuts all connections after a number of recognitions.</summary>
    public void Vanish(int after) => _vanishesAfter = after;

    private async Task AnswerAsync(HttpContext http)
    {
        int now = Interlocked.Increment(ref _underWay);
        try
        {
            InterlockedMax(now);
            using MemoryStream audio = new();
            await http.Request.Body.CopyToAsync(audio, http.RequestAborted);
            string models = string.Join('&', http.Request.QueryString.Value![1..].Split('&')
                .Where(part => !part.StartsWith("model=", StringComparison.Ordinal)));
            int number = (((int)audio.Length - HeaderBytes) / BytesOfStep) - 1;
            Recognitions.Enqueue(models);
            if (Recognitions.Count > _vanishesAfter)
            {
                http.Abort();
                return;
            }
            await Task.Delay(Delay, http.RequestAborted);
            if (_failures.TryGetValue((number, models), out (int Status, string Body) failure))
            {
                http.Response.StatusCode = failure.Status;
                await http.Response.WriteAsync(failure.Body, http.RequestAborted);
                return;
            }
            string text = JsonSerializer.Serialize(_heard.GetValueOrDefault((number, models), "nothing much"));
            await http.Response.WriteAsync(
                $$$"""{"results":[{"final":true,"alternatives":[{"transcript":{{{text}}}}]}]}""", http.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private void InterlockedMax(int now)
    {
        for (int most = _most; now > most; most = _most) Interlocked.CompareExchange(ref _most, now, most);
    }
}

using System.Collections.Concurrent;
using System.Management.Automation;

namespace SttPowerShell.Reliability;

/// <summary>
/// One runspace with a session and a custom model of its own, which calls at random, and connects again when the service
/// has gone.
/// </summary>
internal sealed class SoakWorker(SoakSettings settings, SoakLedger ledger, int number) : IDisposable
{
    private readonly SoakShell _shell = new(settings.Manifest);
    private readonly Random _random = new(number);
    private bool _connected;
    private string? _model;
    private int _words;

    /// <summary>One call, chosen at random.</summary>
    public void Step()
    {
        (string name, Action call) = Choose();
        Call(name, call);
    }

    public void Dispose()
    {
        _shell.Run(SoakCalls.Disconnect);
        _shell.Dispose();
    }

    private (string Name, Action Call) Choose()
    {
        if (!_connected) return ("connect", Connect);
        if (_model is null) return ("create a model", Create);
        return _random.Next(20) switch
        {
            < 4 => ("list models", ListModels),
            < 7 => ("add a word", AddWord),
            < 9 => ("list words", ListWords),
            9 => ("reset a model", Reset),
            10 => ("remove a model", Remove),
            < 14 => ("recognise over HTTP", () => Recognize(SoakCalls.Recognize, "Http")),
            < 17 => ("recognise over a WebSocket", () => Recognize(SoakCalls.Recognize, "WebSocket")),
            _ => ("recognise by a job", () => Recognize(SoakCalls.RecognizeByJob)),
        };
    }

    private void Connect()
    {
        _shell.Run(SoakCalls.Connect, settings.Data);
        _connected = true;
    }

    private void ListModels() => _shell.Run(SoakCalls.ListModels);

    private void Create()
    {
        string model = _shell.Texts(SoakCalls.Create, $"soak {number} {_random.Next()}").Single();
        ledger.Models[model] = [];
        _model = model;
    }

    // What has become of a change that failed isn't known: then what it was about is nobody's business any more.
    private void Reset()
    {
        ledger.Models.TryRemove(_model!, out _);
        _shell.Run(SoakCalls.Reset, _model!);
        ledger.Models[_model!] = [];
    }

    private void Remove()
    {
        string model = _model!;
        ledger.Models.TryRemove(model, out _);
        _model = null;
        _shell.Run(SoakCalls.Remove, model);
    }

    private void AddWord()
    {
        string word = $"soaked{number}x{++_words}";
        _shell.Run(SoakCalls.AddWord, _model!, word);
        if (ledger.Models.TryGetValue(_model!, out ConcurrentBag<string>? words)) words.Add(word);
    }

    private void ListWords()
    {
        string[] known = ledger.Models.TryGetValue(_model!, out ConcurrentBag<string>? words) ? [.. words] : [];
        string[] missing = _shell.Texts(SoakCalls.MissingWords, _model!, known);
        if (missing.Length > 0) throw new InvalidOperationException($"{missing.Length} words are missing");
    }

    private void Recognize(string script, params object[] more)
        => _shell.Run(script, [settings.Audio, settings.Said, .. more]);

    private void Call(string name, Action call)
    {
        try
        {
            call();
            ledger.Count(name, SoakLedger.Result);
        }
        catch (TimeoutException)
        {
            ledger.Count(name, SoakLedger.Hang);
        }
        catch (RuntimeException e) when (e.ErrorRecord.FullyQualifiedErrorId.Contains(",SttPowerShell.", StringComparison.Ordinal))
        {
            string id = e.ErrorRecord.FullyQualifiedErrorId.Split(',')[0];
            if (id is "LocalServiceGone" or "ConnectionFailed" or "AccessDenied" or "NotConnected") _connected = false;
            if (id == "CustomModelNotFound") _model = null;
            ledger.Count(name, $"error {id}");
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            ledger.Count(name, $"{SoakLedger.Wrong}: {e.Message}");
        }
    }
}

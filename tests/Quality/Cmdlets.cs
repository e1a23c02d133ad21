using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Quality;

/// <summary>The cmdlets in a PowerShell of their own, with a local service on a data directory of its own.</summary>
internal sealed class Cmdlets : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("stt-quality-");
    private readonly Runspace _runspace;

    /// <summary>By what they learned from and their base model: several sets may use one.</summary>
    private readonly Dictionary<(string, string), PSObject> _trained = [];

    private readonly List<TrainingCost> _costs = [];
    private readonly int _service;

    public Cmdlets(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run("Connect-SttService -Local -DataDirectory $args[0]", _data.FullName);
        _service = (int)Run("(Get-SttLocalService -DataDirectory $args[0]).ProcessId", _data.FullName)
            .Single().BaseObject;
    }

    /// <summary>What the acoustic models have cost that were trained so far.</summary>
    public IReadOnlyList<TrainingCost> Costs => _costs;

    /// <summary>Where files can be made that go away with this.</summary>
    public string Folder => _data.CreateSubdirectory("files").FullName;

    /// <summary>Recognises a set's recordings, with its custom model if it has one, and measures.</summary>
    public SetResult Measure(TestSet set)
    {
        PSObject? language = set.Model is null ? null : TrainLanguage(set.Model, set.BaseModel);
        PSObject? acoustic = set.Acoustic is null ? null : TrainAcoustic(set.Acoustic, set.BaseModel);
        string customised = (language is null ? "" : " -LanguageModel $args[2]")
            + (set.Model?.Grammar is null ? "" : " -Grammar grammar")
            + (acoustic is null ? "" : " -AcousticModel $args[3]");
        if (customised.Length == 0) customised = " -BaseModel $args[1]";
        string script =
            $$"""foreach ($path in $args[0]) { "$(Invoke-SttRecognition -LiteralPath $path{{customised}})" }""";
        long begun = TimeProvider.System.GetTimestamp();
        string[] texts = [
            .. Run(
                script, set.Utterances.Select(utterance => utterance.Path).ToArray(), set.BaseModel, language!,
                acoustic!)
            .Select(text => text.ToString())];
        return SetResult.Of(set, texts, TimeProvider.System.GetElapsedTime(begun));
    }

    public void Dispose()
    {
        Run("Stop-SttLocalService -DataDirectory $args[0] -Confirm:$false", _data.FullName);
        _runspace.Dispose();
        _data.Delete(recursive: true);
    }

    private PSObject TrainLanguage(CustomModel custom, string baseModel)
    {
        if (_trained.TryGetValue((custom.Description, baseModel), out PSObject? known)) return known;
        PSObject model = Run("New-SttCustomModel quality -Type Language -BaseModel $args[0]", baseModel).Single();
        if (custom.Corpus.Count > 0)
        {
            string corpus = Path.Combine(Folder, "corpus.txt");
            File.WriteAllLines(corpus, custom.Corpus);
            Run("Add-SttCorpus $args[0] -LiteralPath $args[1] -Wait", model, corpus);
        }
        foreach ((string word, string[] soundsLike) in custom.Words)
        {
            Run("Add-SttWord $args[0] -Word $args[1] -SoundsLike $args[2] -Wait", model, word, soundsLike);
        }
        if (custom.Grammar is not null)
        {
            string grammar = Path.Combine(Folder, "grammar.gram");
            File.WriteAllText(grammar, custom.Grammar);
            Run("Add-SttGrammar $args[0] -LiteralPath $args[1] -Wait", model, grammar);
        }
        return _trained[(custom.Description, baseModel)] =
            Run("Start-SttTraining $args[0] -Wait -PassThru", model).Single();
    }

    private PSObject TrainAcoustic(AcousticModel custom, string baseModel)
    {
        if (_trained.TryGetValue((custom.Description, baseModel), out PSObject? known)) return known;
        PSObject? language = custom.TrainedWith is null ? null : TrainLanguage(custom.TrainedWith, baseModel);
        PSObject model = Run("New-SttCustomModel quality -Type Acoustic -BaseModel $args[0]", baseModel).Single();
        Run("Add-SttAudio $args[0] -LiteralPath $args[1] -Wait", model, custom.Recordings.ToArray());
        double minutes = (double)Run("(Get-SttAudio $args[0] -Total).Minutes", model).Single().BaseObject;
        long begun = TimeProvider.System.GetTimestamp();
        ProcessorTime before = ProcessorTime.Of(_service);
        PSObject trained = Run(
            "Start-SttTraining $args[0] -Wait -PassThru" + (language is null ? "" : " -LanguageModel $args[1]"),
            model, language!).Single();
        TrainingCost cost = new(custom.Description, TimeSpan.FromMinutes(minutes),
            ProcessorTime.Of(_service) - before, TimeProvider.System.GetElapsedTime(begun));
        Console.WriteLine(cost);
        _costs.Add(cost);
        return _trained[(custom.Description, baseModel)] = trained;
    }

    private Collection<PSObject> Run(string script, params object[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; " + script);
        foreach (object argument in arguments) shell.AddArgument(argument);
        return shell.Invoke();
    }
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Completion;

/// <summary>
/// Completes from what sessions have seen. It asks no network, since the prompt waits for it, and it never throws:
/// PowerShell would fall back to file names.
/// </summary>
public abstract class SttCompleter : IArgumentCompleter
{
    /// <summary>Gives the names that begin with what was typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            return [.. Completions.Match(wordToComplete, Items(commandName, fakeBoundParameters ?? new Hashtable()))];
        }
#pragma warning disable CA1031 // See the summary.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    private protected abstract IEnumerable<(string Name, string Tip)> Items(IDictionary bound);

    private protected virtual IEnumerable<(string Name, string Tip)> Items(string commandName, IDictionary bound)
        => Items(bound);

    /// <summary>The session that the command line names, else the one that it would use.</summary>
    private protected static SttSession? SessionOf(IDictionary bound)
    {
        object? given = bound["Session"] is PSObject wrapped ? wrapped.BaseObject : bound["Session"];
        return given switch
        {
            SttSession session => session,
            string name => SessionRegistry.Find(name),
            _ => SessionRegistry.Current ?? (SessionRegistry.Open is [SttSession only] ? only : null),
        };
    }
}

/// <summary>Completes the names of open sessions.</summary>
public sealed class SessionCompleter : SttCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
        => SessionRegistry.Open.Select(s => (s.Name, s.Uri.ToString()));
}

/// <summary>Completes the names of base models that the session listed when it was opened.</summary>
public sealed class BaseModelCompleter : SttCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
        => (SessionOf(bound)?.BaseModels ?? []).OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .Select(m => (m.Name, string.IsNullOrEmpty(m.Description) ? m.Name : m.Description));
}

/// <summary>Completes the names of custom models that the session has seen.</summary>
public class CustomModelCompleter : SttCompleter
{
    private protected virtual SttModelType? Type(IDictionary bound)
        => Enum.TryParse(bound["Type"]?.ToString(), true, out SttModelType type) ? type : null;

    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
        => Items(Type(bound), bound);

    private protected static IEnumerable<(string Name, string Tip)> Items(SttModelType? type, IDictionary bound)
        => (SessionOf(bound)?.SeenModels ?? []).Where(m => type is null || m.Type == type)
            .OrderBy(m => m.ToString(), StringComparer.OrdinalIgnoreCase)
            .Select(m => (m.ToString(), m.Id));
}

/// <summary>Completes the names of the custom models whose data the command is for.</summary>
public sealed class DataModelCompleter : CustomModelCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Items(string commandName, IDictionary bound)
        => Items(
            commandName.EndsWith("Audio", StringComparison.OrdinalIgnoreCase)
                ? SttModelType.Acoustic
                : SttModelType.Language,
            bound);
}

/// <summary>Completes the names of custom language models.</summary>
public sealed class LanguageModelCompleter : CustomModelCompleter
{
    private protected override SttModelType? Type(IDictionary bound) => SttModelType.Language;
}

/// <summary>Completes the names of custom acoustic models.</summary>
public sealed class AcousticModelCompleter : CustomModelCompleter
{
    private protected override SttModelType? Type(IDictionary bound) => SttModelType.Acoustic;
}

/// <summary>Completes names of what custom models learn from, as far as the session has seen them.</summary>
public abstract class ModelDataCompleter : SttCompleter
{
    private protected abstract string Noun { get; }

    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
    {
        if (SessionOf(bound) is not SttSession session) return [];
        string? model = (bound["LanguageModel"] ?? bound["Model"])?.ToString();
        SttCustomModel[] named = [.. session.SeenModels.Where(m => m.Id == model
            || string.Equals(m.Name, model, StringComparison.OrdinalIgnoreCase))];
        return session.SeenNames.Of(Noun, [.. named.Select(m => m.Id)])
            .OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
            .Select(n => (n.Name, $"{Noun} of {session.SeenModels.FirstOrDefault(m => m.Id == n.ModelId)}"));
    }
}

/// <summary>Completes the names of corpora.</summary>
public sealed class CorpusCompleter : ModelDataCompleter
{
    private protected override string Noun => "corpus";
}

/// <summary>Completes the names of grammars.</summary>
public sealed class GrammarCompleter : ModelDataCompleter
{
    private protected override string Noun => "grammar";
}

/// <summary>Completes the names of audio.</summary>
public sealed class AudioCompleter : ModelDataCompleter
{
    private protected override string Noun => "audio";
}

/// <summary>Completes words.</summary>
public sealed class WordCompleter : ModelDataCompleter
{
    private protected override string Noun => "word";
}

/// <summary>Completes the types of audio that the service takes.</summary>
public sealed class ContentTypeCompleter : SttCompleter
{
    private static readonly string[] Types =
    [
        "audio/wav", "audio/flac", "audio/mp3", "audio/mpeg", "audio/ogg", "audio/webm", "audio/l16;rate=16000",
        "audio/mulaw;rate=8000", "audio/alaw;rate=8000", "audio/basic", "audio/g729",
    ];

    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
        => Types.Select(type => (type, type));
}

/// <summary>Completes the ids of recognition jobs that the session has seen, the latest first.</summary>
public sealed class RecognitionJobCompleter : SttCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Items(IDictionary bound)
        => (SessionOf(bound)?.SeenJobs.All ?? []).Reverse()
            .Select(job => (job.Id, $"{JobErrors.Status(job)} {job.Path}".TrimEnd()));
}

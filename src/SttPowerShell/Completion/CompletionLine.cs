using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using SttPowerShell.Sessions;

namespace SttPowerShell.Completion;

/// <summary>What stands on the command line that is being completed, as far as PowerShell can tell before it runs.</summary>
internal sealed class CompletionLine
{
    private static readonly ConcurrentDictionary<(string Command, string Parameter), bool> Wildcards = new();

    private readonly IDictionary _bound;

    public CompletionLine(string command, string parameter, string typed, IDictionary bound)
    {
        _bound = bound;
        Command = command;
        Parameter = parameter;
        Typed = new TypedText(typed);
        Session = FindSession();
    }

    /// <summary>The cmdlet's name, also where an alias stands for it.</summary>
    public string Command { get; }

    /// <summary>The parameter whose value is completed.</summary>
    public string Parameter { get; }

    /// <summary>What stands at the cursor.</summary>
    public TypedText Typed { get; }

    /// <summary>The session that the command would use; null if that can't be told.</summary>
    public SttSession? Session { get; }

    /// <summary>Whether wildcards in the value mean what they match, so that a name that has any must be escaped.</summary>
    public bool TakesWildcards => Wildcards.GetOrAdd((Command, Parameter), static key => HasWildcards(key));

    /// <summary>Whether the command is for that: Audio of Get-SttAudio.</summary>
    public bool IsFor(string noun) => Command.EndsWith("-Stt" + noun, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the line gives to a parameter: one thing or several.</summary>
    public IReadOnlyList<object> Values(string parameter) => Plain(_bound[parameter]) switch
    {
        null => [],
        object?[] several => [.. several.Select(Plain).OfType<object>()],
        object one => [one],
    };

    /// <summary>The custom models that the line names: objects, ids or names.</summary>
    public IReadOnlyList<object> Models => Values("LanguageModel") is { Count: > 0 } language ? language : Values("Model");

    private SttSession? FindSession() => Values("Session") switch
    {
        [SttSession session, ..] => session,
        [string name, ..] => SessionRegistry.Find(name),
        _ => Models.OfType<SttCustomModel>().FirstOrDefault()?.Session
            ?? SessionRegistry.Current ?? (SessionRegistry.Open is [SttSession only] ? only : null),
    };

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static bool HasWildcards((string Command, string Parameter) key)
        => typeof(CompletionLine).Assembly.GetTypes().Any(type
            => type.GetCustomAttribute<CmdletAttribute>() is CmdletAttribute cmdlet
                && $"{cmdlet.VerbName}-{cmdlet.NounName}".Equals(key.Command, StringComparison.OrdinalIgnoreCase)
                && type.GetProperty(key.Parameter)?.IsDefined(typeof(SupportsWildcardsAttribute)) == true);
}

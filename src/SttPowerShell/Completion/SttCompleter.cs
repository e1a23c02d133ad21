using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SttPowerShell.Completion;

/// <summary>Completes names. It never throws: PowerShell would fall back to file names.</summary>
public abstract class SttCompleter : IArgumentCompleter
{
    /// <summary>Gives the names that begin with what was typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            return Complete(new CompletionLine(
                commandName, parameterName, wordToComplete, fakeBoundParameters ?? new Hashtable()));
        }
#pragma warning disable CA1031 // See the summary.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>All names that are known, each with its tooltip.</summary>
    private protected abstract IEnumerable<(string Name, string Tip)> Known(CompletionLine line);

    private protected virtual IReadOnlyList<CompletionResult> Complete(CompletionLine line)
        => [.. Known(line).Where(item => line.Typed.Matches(item.Name)).Select(item => Result(line, item.Name, item.Tip))];

    private static CompletionResult Result(CompletionLine line, string name, string tip)
    {
        string value = line.TakesWildcards ? WildcardPattern.Escape(name) : name;
        return new CompletionResult(
            line.Typed.Write(value), name, CompletionResultType.ParameterValue, string.IsNullOrEmpty(tip) ? name : tip);
    }
}

using System.Management.Automation;
using System.Management.Automation.Language;

namespace HelpBuilder;

/// <summary>Finds what the help of a module's cmdlets lacks, so that help can't fall behind the code.</summary>
internal sealed class HelpCheck(IReadOnlyList<CmdletHelp> cmdlets)
{
    private const int LeastExamples = 2;

    private readonly Dictionary<string, CmdletHelp> _cmdlets =
        cmdlets.ToDictionary(cmdlet => cmdlet.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>One sentence for each thing that is missing or wrong.</summary>
    public IEnumerable<string> Problems()
        => cmdlets.SelectMany(cmdlet => Problems(cmdlet).Select(problem => $"{cmdlet.Name} {problem}"));

    private IEnumerable<string> Problems(CmdletHelp cmdlet)
    {
        if (cmdlet.Synopsis.Length == 0) yield return "has no synopsis: write a <summary> on its class.";
        if (cmdlet.Description.Count == 0) yield return "has no description: write <remarks> on its class.";
        foreach (ParameterHelp parameter in cmdlet.Parameters.Where(parameter => parameter.Description.Count == 0))
        {
            yield return $"has an undescribed parameter -{parameter.Name}: write a <summary> on its property.";
        }
        if (cmdlet.Outputs.Count == 0) yield return "has no [OutputType]; typeof(void) says that it emits nothing.";
        if (cmdlet.Links.Count == 0) yield return "has no related links: write <seealso> on its class.";
        foreach (LinkHelp link in cmdlet.Links.Where(link => link.Uri.Length == 0 && !link.Cmdlet))
        {
            yield return $"links to {link.Text}, which is not a cmdlet.";
        }
        if (cmdlet.Examples.Count < LeastExamples)
        {
            int count = cmdlet.Examples.Count;
            yield return $"has {count} of at least {LeastExamples} examples: write <example> on its class.";
        }
        foreach (ExampleHelp example in cmdlet.Examples)
        {
            foreach (string problem in Problems(cmdlet, example))
            {
                yield return $"has an example '{example.Title}' {problem}";
            }
        }
    }

    private IEnumerable<string> Problems(CmdletHelp cmdlet, ExampleHelp example)
    {
        if (example.Title.Length == 0) yield return "without a title: write a <summary> in it.";
        ScriptBlockAst code = Parser.ParseInput(example.Code, out _, out ParseError[] errors);
        if (errors.Length > 0) yield return $"that doesn't parse: {errors[0].Message}";
        CommandAst[] commands =
            [.. code.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
        if (!commands.Any(command => cmdlet.Name.Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase)))
        {
            yield return "that doesn't call the cmdlet.";
        }
        foreach (CommandAst command in commands)
        {
            if (!_cmdlets.TryGetValue(command.GetCommandName() ?? "", out CmdletHelp? called)) continue;
            foreach (CommandParameterAst given in command.CommandElements.OfType<CommandParameterAst>())
            {
                if (Takes(called, given.ParameterName)) continue;
                yield return $"that gives {called.Name} a -{given.ParameterName}, which it doesn't have.";
            }
        }
    }

    private static bool Takes(CmdletHelp cmdlet, string name)
        => cmdlet.Parameters.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name))
            .Concat(Cmdlet.CommonParameters)
            .Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}

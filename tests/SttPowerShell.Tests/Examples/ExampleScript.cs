using System.Management.Automation.Language;
using SttPowerShell.Examples;

namespace SttPowerShell.Tests.Examples;

/// <summary>What an example's text says of itself.</summary>
internal sealed class ExampleScript
{
    private readonly CommandAst[] _commands;

    public ExampleScript(Example example)
    {
        ScriptBlockAst code = Parser.ParseInput(example.Text, out _, out ParseError[] errors);
        Assert.True(errors.Length == 0, $"{example.Source}: {errors.FirstOrDefault()?.Message}");
        _commands = [.. code.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
    }

    /// <summary>The names of the commands that it calls.</summary>
    public IEnumerable<string> Commands => _commands.Select(command => command.GetCommandName()).OfType<string>();

    /// <summary>The names of the custom models that it makes: what New-SttCustomModel has first or behind -Name.</summary>
    public IReadOnlySet<string> NewModels => _commands
        .Where(command => command.GetCommandName() == "New-SttCustomModel")
        .Select(command => command.CommandElements.Skip(1).OfType<StringConstantExpressionAst>().FirstOrDefault()?.Value)
        .OfType<string>()
        .ToHashSet();
}

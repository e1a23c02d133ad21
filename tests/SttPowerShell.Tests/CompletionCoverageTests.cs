using System.Management.Automation;
using System.Reflection;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>What names something that can be listed is completed, in every cmdlet.</summary>
public sealed class CompletionCoverageTests
{
    [Fact]
    public void Every_parameter_that_names_something_has_its_completer()
    {
        using Shell shell = new();
        string[] wrong =
        [
            .. from command in shell.Get("Get-Command -Module SttPowerShell").Cast<CmdletInfo>()
               from parameter in command.ImplementingType.GetProperties()
               where parameter.IsDefined(typeof(ParameterAttribute))
               let wanted = Wanted(command.Name, parameter.Name, parameter.PropertyType)
               let found = parameter.GetCustomAttribute<ArgumentCompleterAttribute>()?.Type?.Name
               where wanted is not null && found != wanted
               select $"{command.Name} -{parameter.Name}: {found ?? "none"}, not {wanted}",
        ];

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_parameter_of_a_type_that_names_something_is_known_to_the_test_above()
    {
        string[] types = ["SttCustomModelReference", "SttSession", "SttRecognitionJobReference"];
        using Shell shell = new();
        foreach (CmdletInfo command in shell.Get("Get-Command -Module SttPowerShell").Cast<CmdletInfo>())
        {
            foreach (PropertyInfo parameter in command.ImplementingType.GetProperties()
                .Where(p => p.IsDefined(typeof(ParameterAttribute)) && types.Contains(TypeName(p.PropertyType))))
            {
                Assert.NotNull(Wanted(command.Name, parameter.Name, parameter.PropertyType));
            }
        }
    }

    private static string? Wanted(string command, string parameter, Type type) => (command, parameter) switch
    {
        (_, "LanguageModel") => "LanguageModelCompleter",
        (_, "AcousticModel") => "AcousticModelCompleter",
        (_, "Baseline") => "CustomModelCompleter",
        ("Add-SttWord", "Model") => "LanguageModelCompleter",
        (_, "Model") when IsOfData(command) => "DataModelCompleter",
        (_, "Model") when TypeName(type) == "SttCustomModelReference" => "CustomModelCompleter",
        (_, "BaseModel" or "DefaultBaseModel") or ("Get-SttBaseModel", "Name") => "BaseModelCompleter",
        (_, "Language") => "LanguageCompleter",
        (_, "Grammar") => "GrammarCompleter",
        (_, "Word") when command.EndsWith("-SttWord", StringComparison.Ordinal) => "WordCompleter",
        (_, "Name") when command.StartsWith("Add-", StringComparison.Ordinal) => "ModelResourceCompleter",
        (_, "Name") when IsOfData(command) => command[(command.IndexOf("Stt", StringComparison.Ordinal) + 3)..] + "Completer",
        (_, "Name") when command.EndsWith("-SttCredential", StringComparison.Ordinal) => "CredentialCompleter",
        ("Connect-SttService", "Name") => "CredentialCompleter",
        (_, "Session") or ("Get-SttSession", "Name") => "SessionCompleter",
        (_, "Job") when TypeName(type) == "SttRecognitionJobReference" => "RecognitionJobCompleter",
        (_, "ContentType" or "ContainedContentType") => "ContentTypeCompleter",
        _ => null,
    };

    private static bool IsOfData(string command)
        => command[(command.IndexOf("Stt", StringComparison.Ordinal) + 3)..] is "Corpus" or "Grammar" or "Audio" or "Word";

    private static string TypeName(Type type) => (type.GetElementType() ?? type).Name;
}

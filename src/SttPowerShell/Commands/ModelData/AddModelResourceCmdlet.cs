using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that adds corpora, grammars or audio from files.</summary>
public abstract class AddModelResourceCmdlet : AddModelDataCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    private readonly HashSet<(string ModelId, string Name)> _names = [];

    /// <summary>The custom model: the object, its id, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ModelId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(DataModelCompleter))]
    public SttCustomModelReference? Model { get; set; }

    /// <summary>Files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The name. Without it a file's own name is taken, without its extension and with _ for blanks. At most 128
    /// characters. A model's corpora and grammars must have different names, and so must its audio; user, base_lm and
    /// default_lm can't be names of corpora and grammars.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelResourceCompleter))]
    public string? Name { get; set; }

    /// <summary>Overwrites one of the same name. Without it that is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits what was added. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract ModelResourceKind Kind { get; }

    private protected sealed override SttModelType ModelType => Kind.ModelType;

    /// <summary>Why a name can't be that of a resource; null if it can.</summary>
    private protected ErrorRecord? NameRefusal(SttCustomModel model, string name, string target)
    {
        if (ResourceNames.Problem(name, Kind.ReservedNames) is string problem)
        {
            return ResourceErrors.InvalidName(Kind.Noun, name, problem, target);
        }
        // With -Force the second file of a name would replace the first, which was meant to stay.
        return _names.Contains((model.Id, name))
            ? ResourceErrors.NameTakenBefore(Kind.Noun, name, target)
            : null;
    }

    /// <summary>Notes that the command has given the name to one file.</summary>
    private protected void Take(SttCustomModel model, string name) => _names.Add((model.Id, name));

    /// <summary>Tells how the analysis has ended, and emits what was added if that is wanted.</summary>
    private protected void Tell(ModelResource now, SttCustomModel model, object target)
    {
        if (now.IsInvalid) WriteError(Kind.Invalid(now, model, target));
        if (PassThru) WriteObject(now.Value);
    }
}

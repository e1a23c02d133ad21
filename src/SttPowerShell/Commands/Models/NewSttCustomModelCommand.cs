using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Creates a custom language or acoustic model.</summary>
/// <remarks>
/// <para>The new model is empty. It must be given data and be trained before recognition can use it.</para>
/// <para>A language model learns words and how they follow each other, an acoustic model how voices and lines sound.
/// Acoustic models can be made for base models of the previous generation only.</para>
/// </remarks>
/// <example>
/// <summary>Create a language model.</summary>
/// <code>$model = New-SttCustomModel clinic -Type Language `
///     -BaseModel en-US_Telephony -Description 'Cardiology'</code>
/// <para>Emits the model as the service made it, with its id.</para>
/// </example>
/// <example>
/// <summary>Create an acoustic model, give it audio and train it.</summary>
/// <code>New-SttCustomModel support -Type Acoustic -BaseModel en-US_NarrowbandModel |
///     Add-SttAudio -Path calls -Wait
/// Start-SttTraining support -Wait</code>
/// <para>For telephone lines; recognition with the model takes its base model by itself.</para>
/// </example>
/// <example>
/// <summary>Create several models from a table.</summary>
/// <code>Import-Csv models.csv | New-SttCustomModel -Type Language</code>
/// <para>Takes the columns Name, BaseModel, Dialect and Description.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="GetSttBaseModelCommand"/>
/// <seealso cref="RemoveSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#createlanguagemodel">
/// Watson Speech to Text API: create a custom language model</seealso>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#createacousticmodel">
/// Watson Speech to Text API: create a custom acoustic model</seealso>
[Cmdlet(VerbsCommon.New, "SttCustomModel", SupportsShouldProcess = true)]
[OutputType(typeof(SttCustomModel))]
public sealed class NewSttCustomModelCommand : SttCmdlet
{
    /// <summary>The name, at most 256 characters. It should be unique among the models of these credentials.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 256)]
    public string Name { get; set; } = "";

    /// <summary>What the model adapts: Language or Acoustic.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SttModelType Type { get; set; }

    /// <summary>The base model to adapt. Without it the session's default base model is taken.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>What the model is for, at most 128 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ValidateLength(0, 128)]
    public string? Description { get; set; }

    /// <summary>
    /// The dialect of a language model, such as es-LA. Without it the service takes the base model's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Dialect { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (FindSession() is not SttSession session) return;
        string? baseModel = string.IsNullOrEmpty(BaseModel) ? session.DefaultBaseModel : BaseModel;
        if (!string.IsNullOrEmpty(Dialect) && Type == SttModelType.Acoustic)
        {
            WriteError(SttErrors.DialectOfAcousticModel(Name));
            return;
        }
        bool? isAdaptable = session.BaseModels.FirstOrDefault(m => m.Name == baseModel)?.SupportsAcousticModel;
        if (Type == SttModelType.Acoustic && isAdaptable == false)
        {
            WriteError(SttErrors.NoAcousticModels(Name, baseModel!,
                session.BaseModels.Where(m => m.SupportsAcousticModel == true).Select(m => m.Name)));
            return;
        }
        string type = Type == SttModelType.Language ? "language" : "acoustic";
        string target = $"custom {type} model '{Name}' for {baseModel}";
        if (!ShouldProcess(target, "Create")) return;
        await TryAsync(Name, session, async () =>
        {
            string id = await CustomModelFinder.Resource(session, Type).CreateAsync(
                new NewCustomModel
                {
                    Name = Name,
                    BaseModelName = baseModel,
                    Description = string.IsNullOrEmpty(Description) ? null : Description,
                    Dialect = string.IsNullOrEmpty(Dialect) ? null : Dialect,
                },
                cancel);
            WriteVerbose($"Created {target}: {id}.");
            WriteObject(await Finder(session).GetAsync(id, Type, cancel));
        });
    }
}

using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Adds texts that a custom language model learns from.</summary>
/// <remarks>
/// <para>A corpus is UTF-8 text with one sentence a line. The service analyses it: it counts words, and adds those that
/// the base model doesn't know to the model's words. Look at them with Get-SttWord, then train the model with
/// Start-SttTraining.</para>
/// <para>A model analyses one thing at a time. Several files are added one after the other, each when the one before is
/// analysed; a model that is busy with something else is an error, or is waited for with -Wait. Files are streamed, so
/// that memory doesn't grow with them; text that is piped in is kept until it is sent.</para>
/// </remarks>
/// <example>
/// <summary>Add a text and wait until it is analysed.</summary>
/// <code>Add-SttCorpus retail notes.txt -Wait</code>
/// <para>The corpus is named notes.</para>
/// </example>
/// <example>
/// <summary>Add all texts of a folder, and show what came of each.</summary>
/// <code>Get-ChildItem texts/*.txt | Add-SttCorpus retail -Wait -PassThru</code>
/// <para>One whose analysis fails is an error of its own; the others go on.</para>
/// </example>
/// <example>
/// <summary>Add sentences from elsewhere.</summary>
/// <code>Import-Csv tickets.csv | ForEach-Object Summary |
///     Add-SttCorpus retail -Name tickets -Force</code>
/// <para>All the texts together become one corpus. -Force replaces the one that was added last time.</para>
/// </example>
/// <seealso cref="GetSttCorpusCommand"/>
/// <seealso cref="RemoveSttCorpusCommand"/>
/// <seealso cref="GetSttWordCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#addcorpus">
/// Watson Speech to Text API: add a corpus</seealso>
[Cmdlet(VerbsCommon.Add, "SttCorpus", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttCorpus))]
public sealed class AddSttCorpusCommand : AddLanguageResourceCmdlet
{
    private protected override ModelResourceKind Kind => ModelResourceKind.Corpus;

    private protected override ErrorRecord? Prepare(LanguageText text, out SendResource send)
    {
        send = (session, modelId, name, body, cancel)
            => session.Client.Corpora.AddAsync(modelId, name, body, Force, cancel);
        return null;
    }
}

using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Adds grammars to a custom language model.</summary>
/// <remarks>
/// <para>A grammar tells all that may be said, as the W3C's Speech Recognition Grammar Specification writes it, in its
/// ABNF or XML form and in UTF-8. The service compiles it; once the model has been trained, recognition with the
/// grammar gives only what it allows.</para>
/// <para>A model analyses one thing at a time. Several files are added one after the other, each when the one before is
/// analysed; a model that is busy with something else is an error, or is waited for with -Wait.</para>
/// </remarks>
/// <example>
/// <summary>Add a grammar and wait until it is compiled.</summary>
/// <code>Add-SttGrammar retail cards.gram -Wait</code>
/// <para>The grammar is named cards. If it can't be compiled, the error says where.</para>
/// </example>
/// <example>
/// <summary>Replace a grammar by a new version of it.</summary>
/// <code>Add-SttGrammar retail drafts/cards-2.txt -Name cards -Format Abnf -Force</code>
/// <para>-Format is needed only where neither the file's beginning nor its extension tells.</para>
/// </example>
/// <seealso cref="GetSttGrammarCommand"/>
/// <seealso cref="RemoveSttGrammarCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#addgrammar">
/// Watson Speech to Text API: add a grammar</seealso>
/// <seealso href="https://www.w3.org/TR/speech-grammar/">Speech Recognition Grammar Specification</seealso>
[Cmdlet(VerbsCommon.Add, "SttGrammar", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttGrammar))]
public sealed class AddSttGrammarCommand : AddLanguageResourceCmdlet
{
    /// <summary>The form of the grammar. Without it the file's beginning tells, or else its extension.</summary>
    [Parameter]
    public SttGrammarFormat? Format { get; set; }

    private protected override ModelResourceKind Kind => ModelResourceKind.Grammar;

    private protected override ErrorRecord? Prepare(LanguageText text, out SendResource send)
    {
        SttGrammarFormat? format = Format ?? GrammarFormats.Detect(text.Head.Span, text.FilePath);
        string type = GrammarFormats.ContentType(format ?? default);
        send = (session, modelId, name, body, cancel)
            => session.Client.Grammars.AddAsync(modelId, name, body, type, Force, cancel);
        // An empty file and one that isn't text have errors of their own.
        return format is null && text.Refusal(Kind.Noun) is null
            ? LanguageErrors.GrammarFormatUnknown(text.Target)
            : null;
    }
}

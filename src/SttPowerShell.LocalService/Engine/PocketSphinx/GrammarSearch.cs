namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// A decoder's search by a grammar. It makes anything that it hears a sentence of the grammar: whether it was one is
/// for <see cref="GrammarMatch"/> to tell.
/// </summary>
internal sealed class GrammarSearch(DecoderHandle decoder)
{
    private const string Name = "grammar";
    private string? _current;

    /// <summary>Makes this the search that decodes.</summary>
    /// <exception cref="EngineUnavailableException">
    /// The grammar (JSpeech Grammar Format) is malformed or has a word that the dictionary lacks.
    /// </exception>
    public void Use(string grammar)
    {
        if (_current != grammar)
        {
            _current = null;
            if (Sphinx.ps_set_jsgf_string(decoder, Name, grammar) < 0)
            {
                throw new EngineUnavailableException(
                    "PocketSphinx refuses the grammar: it is malformed or has a word without a pronunciation. "
                    + "Train its custom model again.");
            }
            _current = grammar;
        }
        NativeCall.Check(Sphinx.ps_set_search(decoder, Name), nameof(Sphinx.ps_set_search));
    }
}

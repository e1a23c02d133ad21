namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>A word in a decoder's lattice.</summary>
/// <param name="Text">As the dictionary has it, without the number of its pronunciation.</param>
/// <param name="First">Its first frame, of 10 ms.</param>
/// <param name="End">The frame behind its last one.</param>
/// <param name="Posterior">How likely it is with just these times, 0 to 1.</param>
internal readonly record struct LatticeWord(string Text, int First, int End, double Posterior);

/// <summary>
/// Reads the lattice of the utterance that a decoder has just decoded: all words that the search held for possible.
/// </summary>
internal static class DecodedLattice
{
    /// <summary>
    /// The words, each with all of the times that it may have. At any frame the posteriors of all words there, silence
    /// and noise counted too, sum up to 1. To be called after <see cref="DecodedUtterance.Words"/>, by which the
    /// decoder computes the posteriors.
    /// </summary>
    public static List<LatticeWord> Words(DecoderHandle decoder)
    {
        List<LatticeWord> words = [];
        nint lattice = Sphinx.ps_get_lattice(decoder);
        if (lattice == 0) return words;
        nint logarithms = Sphinx.ps_get_logmath(decoder);
        for (nint nodes = Sphinx.ps_latnode_iter(lattice); nodes != 0; nodes = Sphinx.ps_latnode_iter_next(nodes))
        {
            nint node = Sphinx.ps_latnode_iter_node(nodes);
            if (DecodedUtterance.Word(Sphinx.ps_latnode_baseword(lattice, node)) is not { } text) continue;
            // A node's own posterior (ps_latnode_prob) is only that of its likeliest link.
            for (nint exits = Sphinx.ps_latnode_exits(node); exits != 0; exits = Sphinx.ps_latlink_iter_next(exits))
            {
                nint link = Sphinx.ps_latlink_iter_link(exits);
                int last = Sphinx.ps_latlink_times(link, out short first);
                double posterior = Sphinx.logmath_exp(logarithms, Sphinx.ps_latlink_prob(lattice, link, 0));
                if (last >= first) words.Add(new LatticeWord(text, first, last + 1, Math.Clamp(posterior, 0, 1)));
            }
        }
        return words;
    }
}

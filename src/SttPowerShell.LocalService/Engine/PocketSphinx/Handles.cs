using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>A decoder's configuration (<c>cmd_ln_t</c>).</summary>
internal sealed class ConfigurationHandle : SafeHandle
{
    public ConfigurationHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Sphinx.cmd_ln_free_r(handle) >= 0;
}

/// <summary>A decoder (<c>ps_decoder_t</c>): one thread at a time.</summary>
internal sealed class DecoderHandle : SafeHandle
{
    public DecoderHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Sphinx.ps_free(handle) >= 0;
}

/// <summary>An n-gram model or a set of them (<c>ngram_model_t</c>), counted by references.</summary>
internal sealed class LanguageModelHandle : SafeHandle
{
    public LanguageModelHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Sphinx.ngram_model_free(handle) >= 0;
}

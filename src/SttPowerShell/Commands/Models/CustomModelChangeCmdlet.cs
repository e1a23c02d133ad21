using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that does one thing to each custom model that it is given, if that is confirmed.</summary>
public abstract class CustomModelChangeCmdlet : CustomModelInputCmdlet
{
    /// <summary>Emits the model. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What -WhatIf and the confirmation call it.</summary>
    private protected abstract string Action { get; }

    /// <summary>Does it, and gives what -PassThru emits.</summary>
    private protected abstract Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel);

    /// <summary>Does it to a model for which it was confirmed; a failure is written.</summary>
    private protected virtual Task ApplyAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
        => TryAsync(model, session, async () =>
        {
            SttCustomModel changed = await ChangeAsync(model, session, cancel);
            if (PassThru) WriteObject(changed);
        });

    private protected sealed override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (ShouldProcess(Describe(model), Action)) await ApplyAsync(model, session, cancel);
    }

    private static string Describe(SttCustomModel model)
    {
        string type = model.Type == SttModelType.Language ? "language" : "acoustic";
        return string.IsNullOrEmpty(model.Name)
            ? $"custom {type} model {model.Id}"
            : $"custom {type} model '{model.Name}' ({model.Id})";
    }
}

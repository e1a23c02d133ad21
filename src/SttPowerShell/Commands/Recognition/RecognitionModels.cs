using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>The custom models that a recognition uses, at most one of each type, all of one session.</summary>
internal sealed class RecognitionModels
{
    public SttCustomModel? Language { get; private set; }

    public SttCustomModel? Acoustic { get; private set; }

    public IEnumerable<SttCustomModel> All
    {
        get
        {
            if (Language is not null) yield return Language;
            if (Acoustic is not null) yield return Acoustic;
        }
    }

    /// <summary>The base model that the custom models are for.</summary>
    public string? BaseModel => Language?.BaseModel ?? Acoustic?.BaseModel;

    /// <summary>The session that the models came from.</summary>
    public SttSession? Session => Language?.Session ?? Acoustic?.Session;

    /// <summary>Takes a model by its type; the error if there is a different one already, or null.</summary>
    public ErrorRecord? Add(SttCustomModel model)
    {
        SttCustomModel? present = model.Type == SttModelType.Language ? Language : Acoustic;
        if (present is not null && present.Id != model.Id) return SttErrors.SeveralModels(present, model);
        if (Session is SttSession session && model.Session is not null && model.Session != session)
        {
            return SttErrors.ModelOfOtherSession(model, session);
        }
        if (model.Type == SttModelType.Language) Language = model;
        else Acoustic = model;
        bool differ = Language?.BaseModel is string one && Acoustic?.BaseModel is string other && one != other;
        return differ ? SttErrors.DifferentBaseModels(Language!, Acoustic!) : null;
    }
}

namespace SttPowerShell.LocalService.Recognition;

/// <summary>The families of base models, which differ in rate and in what they take.</summary>
internal enum BaseModelFamily
{
    /// <summary>Previous generation, 16 kHz.</summary>
    Broadband,
    /// <summary>Previous generation, 8 kHz.</summary>
    Narrowband,
    /// <summary>Next generation, 16 kHz.</summary>
    Multimedia,
    /// <summary>Next generation, 8 kHz.</summary>
    Telephony,
}

/// <summary>
/// A base model that this service offers. All are backed by the one US English model of the engine, each with the
/// rules of its family.
/// </summary>
internal sealed record BaseModel(string Name, BaseModelFamily Family, string Description)
{
    public const string DefaultName = "en-US_BroadbandModel";

    public static IReadOnlyList<BaseModel> All { get; } =
    [
        new(DefaultName, BaseModelFamily.Broadband, "US English broadband model (16KHz)"),
        new("en-US_NarrowbandModel", BaseModelFamily.Narrowband, "US English narrowband model (8KHz)"),
        new("en-US_Multimedia", BaseModelFamily.Multimedia,
            "US English multimedia model for broadband audio (16kHz or more)"),
        new("en-US_Telephony", BaseModelFamily.Telephony, "US English telephony model for narrowband audio (8kHz)"),
    ];

    public string Language { get; } = "en-US";

    /// <summary>The version that custom models built on it carry.</summary>
    public string Version => $"{Name}.v2026-11-01";

    /// <summary>The least sample rate of audio for it, in Hz.</summary>
    public int Rate => Family is BaseModelFamily.Narrowband or BaseModelFamily.Telephony ? 8000 : 16000;

    public bool IsPreviousGeneration => Family is BaseModelFamily.Broadband or BaseModelFamily.Narrowband;

    /// <summary>Only previous-generation models have custom acoustic models.</summary>
    public bool SupportsAcousticCustomization => IsPreviousGeneration;

    /// <summary>
    /// How much a custom language model counts, 0 to 1, if nothing else says so (contract section 5.1).
    /// </summary>
    public double DefaultCustomizationWeight => IsPreviousGeneration ? 0.3 : 0.2;

    public bool SupportsLowLatency => !IsPreviousGeneration;

    /// <summary>Finds a model by its exact name; null if there is none.</summary>
    public static BaseModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}

namespace ResNetFlowers.Export;

/// <summary>The files that other programs read.</summary>
public enum ExportFormat
{
    /// <summary>PyTorch: a state dict alone, as torchvision's <c>load_state_dict</c> takes it.</summary>
    Pth,

    /// <summary>safetensors: the same state dict, with a description in its metadata.</summary>
    Safetensors,

    /// <summary>ONNX: weights and graph, ready to run.</summary>
    Onnx,
}

/// <summary>What to export, and as what.</summary>
public sealed record ExportOptions
{
    /// <summary>A checkpoint file or a run's folder; null takes the newest run.</summary>
    public string? Run { get; init; }

    /// <summary>The kind of file.</summary>
    public required ExportFormat To { get; init; }

    /// <summary>The file; null for <c>model.pth</c>, <c>model.safetensors</c> or <c>model.onnx</c> beside the checkpoint.</summary>
    public string? Out { get; init; }

    /// <summary>Whether a file of that name may be replaced; the checkpoint itself never is.</summary>
    public bool Force { get; init; }

    /// <summary>ONNX only: take 8-bit pictures of any size, and resize, crop and normalise them inside the graph.</summary>
    public bool WithPreprocessing { get; init; }

    /// <summary>Photos to prove the file on, at any depth; null for <c>data/val</c> where it is there, else drawn pictures.</summary>
    public string? Data { get; init; }
}

using ResNetFlowers.Weights;

namespace ResNetFlowers.Tests.Weights;

/// <summary>The folder is the one that torch.hub.get_dir() gives.</summary>
public class HubFolderTests
{
    [Theory]
    [InlineData(null, null, "/home/me/.cache/torch/hub/checkpoints")]
    [InlineData("", "", "/home/me/.cache/torch/hub/checkpoints")]
    [InlineData(null, "/cache", "/cache/torch/hub/checkpoints")]
    [InlineData("/torch", "/cache", "/torch/hub/checkpoints")]
    [InlineData("~/t", null, "/home/me/t/hub/checkpoints")]
    [InlineData("~", null, "/home/me/hub/checkpoints")]
    [InlineData(null, "~/c", "/home/me/c/torch/hub/checkpoints")]
    public void TheEnvironmentSaysWhere(string? torchHome, string? cacheHome, string expected)
    {
        string folder = HubFolder.Find(name => name switch { "TORCH_HOME" => torchHome, "XDG_CACHE_HOME" => cacheHome, _ => null }, "/home/me");
        Assert.Equal(Path.GetFullPath(expected), folder);
    }
}

using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.Importing;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>import idx IMAGES LABELS</c>: the MNIST family's files.</summary>
internal static class ImportIdxCommand
{
    public static Command Create(Screen screen)
    {
        var images = new Argument<string>("IMAGES") { Description = "File of pictures, such as train-images-idx3-ubyte.gz" };
        var labels = new Argument<string>("LABELS") { Description = "File of their labels, such as train-labels-idx1-ubyte.gz" };
        var output = new Option<string>("--out") { Description = "Folder that receives one sub-folder of pictures per class", Required = true };
        var names = new Option<string?>("--names")
        {
            Description = "The classes' names: fashion-mnist, mnist, or a,b,c [default: the labels' numbers]",
        };
        var json = CommonOptions.Json();
        var command = new Command("idx", "Turn the MNIST family's IDX files, gzip or not, into PNG files") { images, labels, output, names, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            IdxImportResult result = Run(screen, new IdxImportOptions
            {
                Images = parsed.GetValue(images)!,
                Labels = parsed.GetValue(labels)!,
                Out = parsed.GetValue(output)!,
                Names = KnownClassNames.Parse(parsed.GetValue(names)),
            });
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    private static IdxImportResult Run(Screen screen, IdxImportOptions options)
    {
        using var interrupt = new Interrupt();
        using var bar = new CountedProgress(screen, "import");
        return IdxImport.Run(options, new Terminal.Progress<ImportProgress>(at => bar.Report(at.Done, at.Total)), interrupt.Token);
    }

    private static void Report(Screen screen, IdxImportResult result)
    {
        int width = result.Classes.Max(row => row.Class.Length);
        foreach (ImportedClass row in result.Classes) screen.Say($"{row.Class.PadRight(width)}  {row.Images,6}");
        screen.Say($"{result.Images} pictures of {result.Width} x {result.Height} px, {result.Classes.Count} classes, in {result.Out}");
    }
}

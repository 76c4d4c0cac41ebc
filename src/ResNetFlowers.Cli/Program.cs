using System.Diagnostics;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;

manual_seed(0);
int size = int.Parse(args[0]); int batch = int.Parse(args[1]);
foreach (var v in ResNetVariant.All) { using var m = new ResNet(v); Console.WriteLine($"{v.Name} {m.parameters().Sum(p => p.numel())}"); }
using var model = new ResNet(ResNetVariant.Named("resnet18"), 5);
var opt = optim.Adam(model.parameters());
var lossf = nn.CrossEntropyLoss();
var x = randn([batch, 3, size, size]); var y = zeros([batch], int64);
Console.WriteLine($"threads {get_num_threads()}");
model.train();
for (int i = 0; i < 6; i++)
{
    using var scope = NewDisposeScope();
    var w = Stopwatch.StartNew();
    var o = model.call(x); var t1 = w.ElapsedMilliseconds;
    var l = lossf.call(o, y); opt.zero_grad(); l.backward(); var t2 = w.ElapsedMilliseconds;
    opt.step();
    Console.WriteLine($"fwd {t1} bwd {t2 - t1} opt {w.ElapsedMilliseconds - t2} loss {l.item<float>()}");
}
Console.WriteLine(DisposeScopeManager.Statistics);
return 0;

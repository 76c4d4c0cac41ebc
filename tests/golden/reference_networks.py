"""The networks of the family that torchvision lacks, in plain PyTorch: what make_models.py computes golden data with.

    shortcut A        He et al., "Deep Residual Learning for Image Recognition", 2016: torchvision's network, its projections
                      replaced by every second pixel and zeros
    pre-activation    He et al., "Identity Mappings in Deep Residual Networks", 2016, sections 3 and 5: batch norm and ReLU before
                      each convolution; the first after conv1 and before splitting into two paths, the last after the last sum; the
                      stride is on the 3 x 3 convolution as in torchvision's networks
    textbook          Zhang et al., "Dive into Deep Learning", section 8.6, its layers under torchvision's names
"""

import torch
import torchvision
from torch import nn
from torch.nn import functional as F


class ZeroPadding(nn.Module):
    def __init__(self, new_channels):
        super().__init__()
        self.new_channels = new_channels

    def forward(self, x):
        x = x[:, :, ::2, ::2]
        zeros = x.new_zeros(x.shape[0], self.new_channels, x.shape[2], x.shape[3])
        return torch.cat([x, zeros], dim=1)


def shortcut_a(arch, num_classes):
    model = torchvision.models.get_model(arch, weights=None, num_classes=num_classes)
    for stage, new_channels in ((model.layer2, 64), (model.layer3, 128), (model.layer4, 256)):
        stage[0].downsample = ZeroPadding(new_channels)
    return model


class PreActBlock(nn.Module):
    """One block of either kind: the convolutions' channels, kernel sizes and strides are given."""

    def __init__(self, in_channels, convolutions, activated):
        super().__init__()
        channels = in_channels
        for i, (out_channels, kernel_size, stride) in enumerate(convolutions, start=1):
            if i > 1 or not activated:
                setattr(self, f"bn{i}", nn.BatchNorm2d(channels))
            setattr(self, f"conv{i}", nn.Conv2d(channels, out_channels, kernel_size, stride, kernel_size // 2, bias=False))
            channels = out_channels
        self.count = len(convolutions)
        stride = max(stride for _, _, stride in convolutions)
        self.downsample = None
        if stride != 1 or in_channels != channels:
            self.downsample = nn.Sequential(nn.Conv2d(in_channels, channels, 1, stride, bias=False))

    def forward(self, x):
        shortcut = x
        for i in range(1, self.count + 1):
            if hasattr(self, f"bn{i}"):
                x = F.relu(getattr(self, f"bn{i}")(x))
            if i == 1 and self.downsample is not None:
                shortcut = self.downsample(x)
            x = getattr(self, f"conv{i}")(x)
        return x + shortcut


class PreActResNet(nn.Module):
    def __init__(self, blocks, bottleneck, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        channels = 64
        for stage, count in enumerate(blocks):
            width = 64 << stage
            layers = []
            for i in range(count):
                stride = 2 if i == 0 and stage > 0 else 1
                convolutions = [(width, 1, 1), (width, 3, stride), (4 * width, 1, 1)] if bottleneck else [(width, 3, stride), (width, 3, 1)]
                layers.append(PreActBlock(channels, convolutions, activated=stage == 0 and i == 0))
                channels = convolutions[-1][0]
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))
        self.norm = nn.BatchNorm2d(channels)
        self.fc = nn.Linear(channels, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(F.relu(self.norm(x)).mean(dim=(2, 3)))


class TextbookResidual(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, 1)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, 1, 1)
        self.bn2 = nn.BatchNorm2d(out_channels)
        self.downsample = nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, stride)) if stride > 1 else nn.Sequential()

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.downsample(x))


class TextbookResNet(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 64, 7, 2, 3)
        self.bn1 = nn.BatchNorm2d(64)
        self.layer1 = nn.Sequential(TextbookResidual(64, 64, 1), TextbookResidual(64, 64, 1))
        self.layer2 = nn.Sequential(TextbookResidual(64, 128, 2), TextbookResidual(128, 128, 1))
        self.layer3 = nn.Sequential(TextbookResidual(128, 256, 2), TextbookResidual(256, 256, 1))
        self.layer4 = nn.Sequential(TextbookResidual(256, 512, 2), TextbookResidual(512, 512, 1))
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


PREACT = {
    "preact-resnet18": ([2, 2, 2, 2], False),
    "preact-resnet34": ([3, 4, 6, 3], False),
    "preact-resnet50": ([3, 4, 6, 3], True),
    "preact-resnet101": ([3, 4, 23, 3], True),
    "preact-resnet152": ([3, 8, 36, 3], True),
}


def build(arch, num_classes):
    """The network of this name, torchvision's own where it has one."""
    if arch in PREACT:
        return PreActResNet(*PREACT[arch], num_classes)
    if arch == "d2l-resnet18":
        return TextbookResNet(num_classes)
    if arch.endswith("-a"):
        return shortcut_a(arch[:-2], num_classes)
    return torchvision.models.get_model(arch, weights=None, num_classes=num_classes)
